import { page, phone, wxByName, type TestPhone } from './phone.ts'

const started = (how: object = {}, url = `${page('detail')}?a=1`) => {
  const on = phone()
  on.app.register({})
  on.open(url, how)
  return on
}

describe('wx.getLaunchOptionsSync', () => {
  test('tells how the mini-program was started', () => {
    const { wx, app } = started({ scene: 1037, referrerInfo: { appId: 'wx1' } })
    const launch = { path: 'pages/detail/detail', query: { a: '1' }, scene: 1037 }
    expect(wx.getLaunchOptionsSync()).toEqual({ ...launch, referrerInfo: { appId: 'wx1' } })
    app.show({ path: 'pages/home/home', query: {}, scene: 1007 })
    expect(wx.getLaunchOptionsSync()).toMatchObject(launch)
  })
})

describe('wx.getEnterOptionsSync', () => {
  test('tells how it was come back to', () => {
    const { wx, app } = started()
    expect(wx.getEnterOptionsSync()).toEqual(wx.getLaunchOptionsSync())
    app.show({ path: 'pages/home/home', query: {}, scene: 1007 })
    expect(wx.getEnterOptionsSync()).toMatchObject({ path: 'pages/home/home', scene: 1007 })
  })
})

const promise = Promise.resolve()

/** Every event of the app: how it comes about, and what is told. */
const appEvents = {
  AppShow: {
    happen: ({ app }: TestPhone) => app.show({ path: 'p', query: {}, scene: 1 }),
    handler: 'onShow',
    told: { path: 'p', query: {}, scene: 1 },
  },
  AppHide: { happen: ({ app }: TestPhone) => app.hide(), handler: 'onHide', told: undefined },
  Error: {
    happen: ({ context }: TestPhone) => context.reportError('broken'),
    handler: 'onError',
    told: { message: 'broken' },
  },
  PageNotFound: {
    happen: ({ open }: TestPhone) => open('/pages/old/old?a=1'),
    handler: 'onPageNotFound',
    told: { path: 'pages/old/old', query: { a: '1' }, isEntryPage: true },
  },
  UnhandledRejection: {
    happen: ({ app }: TestPhone) => app.unhandledRejection('why', promise),
    handler: 'onUnhandledRejection',
    told: { reason: 'why', promise },
  },
  ThemeChange: {
    happen: ({ device }: TestPhone) => {
      device.theme = 'dark'
    },
    handler: 'onThemeChange',
    told: { theme: 'dark' },
  },
}
type Name = keyof typeof appEvents

/** `wx.on...` tells as `App` is told. */
function tells(name: Name) {
  const { happen, handler, told } = appEvents[name]
  test('tells its listeners, and the app', () => {
    const on = phone()
    const heard: unknown[] = []
    on.app.register({ [handler]: (event: unknown) => void heard.push(event) })
    wxByName(on)[`on${name}`]?.((event: unknown) => void heard.push(event))
    happen(on)
    const toApp = name === 'Error' ? 'broken' : told
    const expected = name === 'AppHide' ? [undefined, undefined] : [toApp, told]
    expect(heard.length).toBe(2)
    expect(heard).toEqual(expect.arrayContaining(expected))
  })

  test('reports what a listener throws, and tells the others all the same', () => {
    const on = phone()
    const heard: string[] = []
    wxByName(on)[`on${name}`]?.(() => {
      throw new Error('mine')
    })
    wxByName(on)[`on${name}`]?.(() => void heard.push('other'))
    happen(on)
    expect(heard).toEqual(['other'])
    expect(on.problems).toEqual(expect.arrayContaining([new Error('mine')]))
  })
}

/** `wx.off...` takes one away, or all. */
function stops(name: Name) {
  test('takes one listener away, or all', () => {
    const on = phone()
    const heard: string[] = []
    const one = () => void heard.push('one')
    wxByName(on)[`on${name}`]?.(one)
    wxByName(on)[`on${name}`]?.(() => void heard.push('other'))
    wxByName(on)[`off${name}`]?.(one)
    appEvents[name].happen(on)
    expect(heard).toEqual(['other'])
    wxByName(on)[`off${name}`]?.()
    on.device.theme = 'light'
    appEvents[name].happen(on)
    expect(heard).toEqual(['other'])
  })
}

describe('wx.onAppShow', () => {
  tells('AppShow')
})
describe('wx.offAppShow', () => {
  stops('AppShow')
})
describe('wx.onAppHide', () => {
  tells('AppHide')
})
describe('wx.offAppHide', () => {
  stops('AppHide')
})
describe('wx.onError', () => {
  tells('Error')
})
describe('wx.offError', () => {
  stops('Error')
})
describe('wx.onPageNotFound', () => {
  tells('PageNotFound')
})
describe('wx.offPageNotFound', () => {
  stops('PageNotFound')
})
describe('wx.onUnhandledRejection', () => {
  tells('UnhandledRejection')
})
describe('wx.offUnhandledRejection', () => {
  stops('UnhandledRejection')
})
describe('wx.onThemeChange', () => {
  tells('ThemeChange')

  test('needs darkmode in app.json', () => {
    const on = phone({ darkmode: false })
    const heard: unknown[] = []
    on.wx.onThemeChange((event) => void heard.push(event))
    on.device.theme = 'dark'
    expect(heard).toEqual([])
    expect(on.wx.getAppBaseInfo().theme).toBeUndefined()
  })
})
describe('wx.offThemeChange', () => {
  stops('ThemeChange')
})

test('a missing page may be answered with another, at once', () => {
  const on = phone()
  on.wx.onPageNotFound(() => on.pages.reLaunch(page('other')))
  on.open('/pages/old/old')
  expect(on.pages.current?.route).toBe('pages/other/other')
})
