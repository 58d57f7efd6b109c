import { mountComponent, type LaunchOptions } from '../../simulator/jest/index.ts'
import { zhCN } from '../../miniprogram/i18n/zh-CN.ts'
import { post } from '../support/http.ts'

/** A component alone, and the events it triggers. */
function mount(
  name: string,
  properties: Record<string, unknown> = {},
  events: string[] = [],
  options: LaunchOptions = {},
) {
  const mounted = mountComponent(`components/${name}/${name}`, properties, options)
  const heard: [name: string, detail: unknown][] = []
  for (const event of events) {
    mounted.component.addEventListener(event, ({ detail }) => heard.push([event, detail]))
  }
  const set = (data: object) => (mounted.component.instance.setData as (data: object) => void)(data)
  return { ...mounted, heard, set }
}

describe('authorize-button', () => {
  const events = ['getuserinfo', 'getphonenumber', 'authorize', 'blocked']
  const label = '授权'

  test('passes WeChat’s events on under WeChat’s names', async () => {
    const { user, heard, idle } = mount(
      'authorize-button',
      { label, openType: 'getUserInfo' },
      events,
    )
    await user.tap(label)
    await user.deny()
    await idle()
    expect(heard).toEqual([['getuserinfo', { errMsg: 'getUserInfo:fail auth deny' }]])
    await user.tap(label)
    await user.allow()
    await idle()
    expect(heard[1]).toMatchObject(['getuserinfo', { userInfo: { nickName: '小满' } }])
  })

  test('gives a plain tap where there is no open-type', async () => {
    const { user, heard } = mount('authorize-button', { label }, events)
    await user.tap(label)
    expect(heard.map(([name]) => name)).toEqual(['authorize'])
  })

  test('opens no window while it is blocked', async () => {
    const properties = { label, openType: 'getPhoneNumber', blocked: true }
    const { user, heard, dialogs, set } = mount('authorize-button', properties, events)
    await user.tap(label)
    expect(heard.map(([name]) => name)).toEqual(['blocked'])
    expect(dialogs.current).toBeUndefined()
    set({ blocked: false })
    await user.tap(label)
    await user.deny()
    expect(heard[1]).toMatchObject(['getphonenumber', { errMsg: 'getPhoneNumber:fail user deny' }])
  })

  test.each([['loading'], ['disabled']])('can not be tapped while %s', async (state) => {
    const { user } = mount('authorize-button', { label, [state]: true })
    await expect(user.tap(label)).rejects.toThrow('the button is disabled')
  })

  test('asks for a newer WeChat in place of a button that would do nothing', () => {
    const { screen } = mount('authorize-button', { label, openType: 'getUserInfo' }, [], {
      device: { baseLibrary: '1.2.9' },
    })
    screen.getByText('请升级微信版本后使用')
    expect(screen.queryByText(label)).toBeNull()
  })
})

const requirePrivacy = (wx: WechatMiniprogram.Wx) =>
  new Promise((success, fail) => {
    wx.requirePrivacyAuthorize({ success, fail })
  })

describe('privacy-dialog', () => {
  const needed = { privacy: { isNeeded: true } }

  test('is hidden until WeChat asks for the agreement', () => {
    expect(mount('privacy-dialog', {}, [], needed).screen.queryByText('同意')).toBeNull()
  })

  test('agrees by WeChat’s own button, and closes', async () => {
    const { wx, user, screen, heard, privacy } = mount('privacy-dialog', {}, ['agree'], needed)
    const required = requirePrivacy(wx)
    await screen.findByText('《小程序隐私保护指引》')
    await user.tap('同意')
    await required
    expect(privacy.reports).toEqual(['exposureAuthorization', 'agree'])
    expect(heard.map(([name]) => name)).toEqual(['agree'])
    expect(screen.queryByText('同意')).toBeNull()
  })

  test('shows the guideline, and accepts a refusal', async () => {
    const { wx, user, screen, heard } = mount('privacy-dialog', {}, ['refuse'], needed)
    const refused = requirePrivacy(wx).catch((error: unknown) => error)
    await screen.findByText('《小程序隐私保护指引》')
    await user.tap('《小程序隐私保护指引》')
    await user.tap('确定')
    await user.tap('不同意')
    expect(await refused).toMatchObject({ errno: 104 })
    expect(heard.map(([name]) => name)).toEqual(['refuse'])
    expect(screen.queryByText('同意')).toBeNull()
  })
})

describe('avatar-picker', () => {
  const properties = { label: '更换头像', nickName: '小满' }
  const events = ['chooseavatar', 'refused']

  test('gives the temporary file of the chosen picture', async () => {
    const { user, heard, idle } = mount('avatar-picker', properties, events)
    await user.tap('更换头像')
    await user.allow()
    await idle()
    expect(heard).toEqual([['chooseavatar', { avatarUrl: expect.stringMatching(/tmp/) as string }]])
  })

  test('tells of a refusal where the client reports one', async () => {
    // A page without privacy-dialog: WeChat asks itself.
    const { user, heard, idle } = mount('avatar-picker', properties, events, {
      privacy: { isNeeded: true },
    })
    await user.tap('更换头像')
    await user.deny()
    await idle()
    const errMsg = 'chooseAvatar:fail privacy permission is not authorized'
    expect(heard).toEqual([['refused', { errMsg }]])
  })

  test('shows the first character where there is no picture', () => {
    mount('avatar-picker', properties).screen.getByText('小')
  })

  test('is a plain picture where WeChat has no chooser', () => {
    const { screen } = mount('avatar-picker', properties, [], { device: { baseLibrary: '2.21.1' } })
    expect(screen.queryByText('更换头像')).toBeNull()
  })
})

describe('permission-row', () => {
  const events = ['change', 'fail']

  test.each([
    [false, '已拒绝', '已允许', 'granted'],
    [true, '已允许', '已拒绝', 'refused'],
  ])('leads to WeChat’s settings from what was answered: %s', async (answer, was, now, state) => {
    await post('/__client/authorize', { scope: 'scope.record', granted: answer })
    const { user, screen, heard } = mount('permission-row', { scope: 'scope.record' }, events)
    await screen.findByText(was)
    await user.tap('去更改')
    await user.changeSettings({ 'scope.record': !answer })
    await screen.findByText(now)
    expect(heard).toEqual([['change', { state }]])
  })

  test.each([['scope.record'], ['scope.userInfo']])('never asks by itself: %s', async (scope) => {
    const { screen } = mount('permission-row', { scope })
    await screen.findByText('用到时再询问')
    expect(screen.queryByRole('button')).toBeNull()
  })

  test('calls a scope without words of its own by its name', async () => {
    await mount('permission-row', { scope: 'scope.werun' }).screen.findByText('scope.werun')
  })

  test('fires fail with the reason when the state can not be read', async () => {
    await post('/__client/authorize', { scope: 'scope.record', granted: false })
    const { user, screen, heard } = mount('permission-row', { scope: 'scope.record' }, events)
    await screen.findByText('已拒绝')
    const { wx } = globalThis as unknown as { wx: { openSetting: unknown } }
    wx.openSetting = ({ fail }: { fail: (failure: object) => void }) =>
      fail({ errMsg: 'openSetting:fail internal error' })
    await user.tap('去更改')
    expect(heard).toEqual([['fail', { code: 'ERR_WECHAT_LOGIN' }]])
  })
})

describe('user-card', () => {
  test('shows name, initial and where a tap leads', () => {
    const { screen, set } = mount('user-card', { nickName: '小满', hint: '编辑个人资料' })
    screen.getByText('小')
    screen.getByText('编辑个人资料')
    set({ nickName: '阿福' })
    screen.getByText('阿')
  })
})

describe('empty-state', () => {
  test('says what is missing, and offers the way on', async () => {
    const { user, screen, heard } = mount(
      'empty-state',
      { title: '空', text: '为什么', action: '去' },
      ['action'],
    )
    screen.getByText('为什么')
    await user.tap('去')
    expect(heard.map(([name]) => name)).toEqual(['action'])
  })

  test('has no button without a label', () => {
    expect(mount('empty-state', { title: '空' }).screen.queryByRole('button')).toBeNull()
  })
})

describe('notice', () => {
  const ways: Record<string, string> = {
    ERR_PRIVACY_REFUSED: '去查看',
    ERR_NETWORK: '重试',
    ERR_SESSION_EXPIRED: '去登录',
  }

  test.each(Object.entries(zhCN.errors))('says %s in words', (code, text) => {
    mount('notice', { code }).screen.getByText(text)
  })

  test.each(Object.entries(ways))('offers the way on from %s: %s', async (code, label) => {
    const { user, heard, set, screen } = mount('notice', { code }, ['action'])
    await user.tap(label)
    expect(heard).toHaveLength(1)
    set({ own: 'retry signIn readPrivacy' })
    expect(screen.queryByRole('button')).toBeNull()
  })

  test.each([['ERR_USER_DENIED'], ['ERR_SERVER']])('has no button for %s', (code) => {
    expect(mount('notice', { code }).screen.queryByRole('button')).toBeNull()
  })

  test('draws nothing without a code', () => {
    const { screen, set } = mount('notice', { code: 'ERR_SERVER' })
    set({ code: '' })
    expect(screen.print()).not.toContain('服务器')
  })
})
