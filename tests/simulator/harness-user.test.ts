import { setPatience } from '../../simulator/jest/index.ts'
import { launch } from './harness-miniprogram.ts'

const PATIENCE_MS = 2000

afterEach(() => setPatience(PATIENCE_MS))

describe('the user', () => {
  test.each([
    ['藏着', 'button "藏着": it is hidden'],
    ['深处', 'it is hidden, by the <view> around it'],
    ['看不见', 'it is hidden, by the <view> around it'],
    ['灰的', 'button "灰的": the button is disabled'],
    ['不存在', 'Nothing on the screen says 不存在'],
    ['买', 'Each of 2 things on the screen says 买; one is wanted.'],
  ])('can not tap %s, and is told why', async (text, reason) => {
    const { user, screen } = launch()
    setPatience(20)
    await expect(user.tap(text)).rejects.toThrow(reason)
    expect(screen.queryByTestId('said')).toBeNull()
  })

  test('waits for what is drawn later', async () => {
    const { user, screen } = launch()
    await user.tap('慢慢来')
    expect(screen.queryByText('慢的')).toBeNull()
    await user.tap('慢的')
    expect(screen.getByTestId('said').text).toBe('慢')
  })

  test('waits for a field that is drawn later', async () => {
    const { user, screen } = launch()
    await user.tap('慢慢来')
    expect(screen.queryByPlaceholderText('慢的字')).toBeNull()
    await user.type('慢的字', '来了')
    expect(screen.valueOf('慢的字')).toBe('来了')
  })

  test('can not tap what a dialog or a masked note covers', async () => {
    const { user, screen, dialogs } = launch()
    await user.tap('问')
    await expect(user.tap('关闭')).rejects.toThrow('a modal dialog lies over it')
    await expect(user.type('城市', '广州')).rejects.toThrow('a modal dialog lies over it')
    await expect(user.back()).rejects.toThrow('a modal dialog lies over the arrow')
    await user.tap('取消')
    screen.getByText('不')
    await user.tap('等')
    await expect(user.tap('关闭')).rejects.toThrow('note "请稍候" covers the page')
    dialogs.hideToast()
    await user.tap('关闭')
    expect(screen.getByTestId('said').text).toBe('关')
  })

  test('can not tap what lies on a page below, or is gone', async () => {
    const { user, screen } = launch()
    const below = screen.getByText('更多')
    await user.tap(below)
    await expect(user.tap(below)).rejects.toThrow(
      'its page is not in front, but extra/pages/more/more',
    )
    const above = screen.getByText('来自 form')
    await user.back()
    await expect(user.tap(above)).rejects.toThrow('it is no longer on the screen')
    await expect(user.back()).rejects.toThrow('pages/form/form is the first page')
  })

  test('taps by words, by label, by what was found, and by a button of a dialog', async () => {
    const { user, screen } = launch()
    await user.tap('关闭')
    expect(screen.getByTestId('said').text).toBe('关')
    const [, cup] = screen.getAllByRole('button', { name: '买' })
    await user.tap(cup as NonNullable<typeof cup>)
    expect(screen.getByTestId('said').text).toBe('杯')
    await user.tap('选')
    await user.tap('绿')
    expect(screen.getByTestId('said').text).toBe('第1')
    await user.tap('问')
    await user.confirm()
    expect(screen.getByTestId('said').text).toBe('真的')
  })

  test('types as the keyboard lets them, has a name reviewed, and submits', async () => {
    const { user, screen } = launch()
    await user.type('姓名', '一二三四五')
    expect(screen.valueOf('姓名')).toBe('一二三四')
    screen.getByText('审核通过')
    await user.type('姓名', '坏名', 'refuse')
    screen.getByText('审核不通过')
    expect(screen.valueOf('姓名')).toBe('')
    await user.type(screen.getByPlaceholderText('城市'), '广州')
    await user.pressEnter('城市')
    screen.getByText('搜 广州')
    await user.type('留言', '好')
    await expect(user.type('密码', 'x')).rejects.toThrow('the input is disabled')
    await expect(user.type(screen.getByText('徽章新'), 'x')).rejects.toThrow('is no field')
    await user.submit()
    expect(JSON.parse(screen.getByTestId('said').text)).toEqual({
      who: '',
      city: '广州',
      secret: '',
      note: '好',
    })
  })

  test('gives the phone number, or not', async () => {
    const { user, screen } = launch()
    await user.tap('号码')
    await user.givePhoneNumber()
    await screen.findByText('有号码')
    await user.tap('号码')
    setPatience(20)
    await expect(user.chooseAvatar()).rejects.toThrow('No window that asks for avatar opened')
    await user.deny()
    await screen.findByText('没有号码')
  })

  test('leaves the app and comes back, and finds the page as it was', async () => {
    const { user, app } = launch()
    const { events } = app.get() as { events: string[] }
    await user.leave()
    await user.comeBack()
    expect(events).toEqual([
      'app show',
      'page show',
      'page hide',
      'app hide',
      'app show',
      'page show',
    ])
  })

  test("changes a permission by WeChat's own menu", async () => {
    const { user, wx } = launch()
    await user.setPermission('scope.camera', false)
    const { authSetting } = await wx.getSetting()
    expect(authSetting).toMatchObject({ 'scope.camera': false })
  })

  test('uses the tab bar where there is one', async () => {
    const { user, screen } = launch('/pages/mine/mine')
    await user.tap('商店')
    screen.getByText('商店页面')
    await user.tap(screen.getByRole('tab', { name: '我的' }))
    screen.getByText('我的页面 我的')
    expect(screen.print()).toContain('(tab bar) [我的] [商店]')
    expect(launch().screen.queryByRole('tab')).toBeNull()
  })

  test('signs another account in: it has a storage of its own', () => {
    const first = launch(undefined, { stored: { who: '小满' } })
    const second = first.switchAccount('anonymous', '/pages/shop/shop')
    expect(second.storage.get('who')).toBeUndefined()
    expect(second.screen.page?.path).toBe('pages/shop/shop')
    expect(second.platform.user).toBe('anonymous')
    const again = second.switchAccount('developer')
    expect(again.storage.get('who')).toBe('小满')
  })
})

describe('the screen', () => {
  test('is found by role, label, placeholder and test id, in parts too', async () => {
    const { screen } = launch()
    expect(screen.getAllByRole('textbox')).toHaveLength(4)
    expect(screen.getByRole('textbox', { name: '留言' }).element?.tagName).toBe('WX-TEXTAREA')
    expect(screen.getByLabelText('姓名').element).toBe(screen.getField('姓名'))
    expect(screen.getByPlaceholderText(/^城/).role).toBe('textbox')
    expect(screen.queryByTestId('said')).toBeNull()
    expect(screen.queryByRole('button', { name: '藏着' })).toBeNull()
    const row = screen.getByText('茶').element?.parentElement as Element
    const { within } = screen
    expect(within(row).getByRole('button').text).toBe('买')
    expect(() => within(row).getByText('杯')).toThrow('It shows:\n  茶\n  [买]')
    expect(() => screen.queryByText('买')).toThrow('Each of 2 things')
    expect(screen.queryAllByText('没有')).toEqual([])
    await expect(screen.findAllByText(/^买$/)).resolves.toHaveLength(2)
    setPatience(20)
    await expect(screen.findByText('藏着')).rejects.toThrow('Nothing on the screen says 藏着')
    await expect(screen.findByText('买')).rejects.toThrow('Each of 2 things')
  })

  test('prints what a person sees', async () => {
    const { user, screen } = launch()
    await user.type('城市', '广州')
    await user.tap('问')
    expect(screen.print()).toBe(
      [
        'page pages/form/form "示例"',
        '  第1次',
        '  [灰的] (disabled)',
        '  [×]',
        '    茶',
        '    [买]',
        '    杯',
        '    [买]',
        '  [问]',
        '  [选]',
        '  [慢慢来]',
        '  [等]',
        '  [稍后]',
        '  [取]',
        '  [号码]',
        '    姓名',
        '    <input 姓名> ""',
        '    <input 城市> "广州"',
        '    <input 密码> "" (disabled)',
        '    留言',
        '    <textarea 留言> ""',
        '    [提交]',
        '  [更多]',
        '  [再开]',
        '  [谁]',
        '  [商店]',
        '  徽章新',
        '(modal dialog in front)',
        '  真的吗',
        '  再想想',
        '  [取消]',
        '  [确定]',
      ].join('\n'),
    )
    expect(screen.getByRole('dialog').text).toContain('真的吗')
    await user.cancel()
    await user.tap('等')
    expect(screen.print()).toContain('(loading) 请稍候')
    expect(screen.getByRole('status').text).toBe('请稍候')
  })
})
