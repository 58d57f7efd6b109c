import { headlessPage } from '../../simulator/wx/route/headless-page.ts'
import { pullDown } from '../../simulator/wx/ui/page-frame.ts'
import { contract } from './contract.ts'
import { page, phone, turn, type Phone, type PhoneOptions } from './phone.ts'

const wrongKind = (name: string, kind = 'String') => ({
  errMsg: `:fail parameter error: parameter.${name} should be ${kind} instead of Undefined;`,
  errno: 1001,
})
const confirm = ({ answer }: Phone) => answer('modal', 'confirm')
const cancel = ({ answer }: Phone) => answer('modal', 'cancel')
const choose = (item: number | undefined) => (on: Phone) => on.answer('actions', item)

contract('wx.showModal', {
  succeeds: [
    {
      when: 'when the person confirms',
      options: { title: '提示', content: '继续吗？' },
      meanwhile: confirm,
      result: { confirm: true, cancel: false },
    },
    {
      when: 'when the person cancels too',
      meanwhile: cancel,
      result: { confirm: false, cancel: true },
    },
    {
      when: 'with what was typed',
      options: { editable: true, content: '旧', placeholderText: '名字' },
      meanwhile: ({ answer }) => answer('modal', { typed: '新' }),
      result: { confirm: true, cancel: false, content: '新' },
    },
    {
      when: 'without what was typed, when the person cancels',
      options: { editable: true, content: '旧' },
      meanwhile: cancel,
      result: { confirm: false, cancel: true, content: '' },
    },
    {
      when: 'with what stood in the field',
      options: { editable: true, content: '旧' },
      meanwhile: confirm,
      result: { confirm: true, cancel: false, content: '旧' },
    },
    {
      when: 'without a field before 2.17.1',
      phone: { device: { baseLibrary: '2.17.0' } },
      options: { editable: true },
      meanwhile: confirm,
      result: { confirm: true, cancel: false },
    },
  ],
  fails: [
    {
      when: 'with a label of more than four characters',
      options: { confirmText: '五个字太长' },
      errMsg: ':fail confirmText length should not larger than 4',
    },
    {
      when: 'with such a label on the other button',
      options: { cancelText: '五个字太长' },
      errMsg: ':fail cancelText length should not larger than 4',
    },
  ],
})

test('wx.showModal shows what it was given, one after another', async () => {
  const { wx, dialogs } = phone()
  wx.showModal({ title: 'a', content: 'b', success() {} })
  const labels = { confirmText: '好', cancelText: '不' }
  wx.showModal({ editable: true, placeholderText: 'c', ...labels, success() {} })
  wx.showModal({ showCancel: false, success() {} })
  await turn()
  const shown = { kind: 'modal', confirm: '确定' }
  expect(dialogs.current).toEqual({ ...shown, title: 'a', text: 'b', cancel: '取消' })
  dialogs.answer('modal', 'confirm')
  const own = { confirm: '好', cancel: '不', placeholder: 'c' }
  expect(dialogs.current).toEqual({ ...shown, ...own, title: '', text: '' })
  dialogs.answer('modal', 'confirm')
  expect(dialogs.current).toEqual({ ...shown, title: '', text: '' })
})

const sixItems = ['a', 'b', 'c', 'd', 'e', 'f']

contract('wx.showActionSheet', {
  succeeds: [
    { options: { itemList: ['拍照', '相册'] }, meanwhile: choose(1), result: { tapIndex: 1 } },
    {
      when: 'with six items and a heading',
      options: { itemList: sixItems, alertText: '选择' },
      meanwhile: (on) => {
        expect(on.dialogs.current).toMatchObject({ title: '选择', items: sixItems })
        return choose(0)(on)
      },
      result: { tapIndex: 0 },
    },
  ],
  fails: [
    {
      when: 'when the person chooses none',
      options: { itemList: ['a'] },
      meanwhile: choose(undefined),
      errMsg: ':fail cancel',
    },
    { when: 'without items', options: {}, ...wrongKind('itemList', 'Array') },
    {
      when: 'with an empty list',
      options: { itemList: [] },
      errMsg: ':fail parameter error: parameter.itemList should have at least 1 item;',
      errno: 1001,
    },
    {
      when: 'with seven items',
      options: { itemList: [...sixItems, 'g'] },
      errMsg: ':fail parameter error: itemList should not be large than 6',
    },
  ],
})

const toast = (expected: object | undefined) => (on: Phone) => {
  if (expected) expect(on.dialogs.toast).toEqual(expected)
  else expect(on.dialogs.toast).toBeUndefined()
  on.dialogs.hideToast()
}
const loading = ({ wx }: Phone) => wx.showLoading({ title: '加载中' })
const done = ({ wx }: Phone) => wx.showToast({ title: '完成' })

contract('wx.showToast', {
  succeeds: [
    {
      options: { title: '完成' },
      after: toast({ kind: 'toast', title: '完成', icon: 'success', mask: false }),
    },
    {
      when: 'in the place of a loading, as it is wanted',
      before: loading,
      options: { title: 'x', icon: 'none', image: '/x.png', mask: true },
      after: toast({ kind: 'toast', title: 'x', icon: 'none', image: '/x.png', mask: true }),
    },
  ],
  fails: { when: 'without a title', options: {}, ...wrongKind('title') },
})

test('wx.showToast goes by itself after a second and a half, or as long as is wanted', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] })
  const { wx, dialogs } = phone()
  for (const [options, lasts] of [
    [{}, 1500],
    [{ duration: 200 }, 200],
  ] as const) {
    await wx.showToast({ title: 'x', ...options })
    jest.advanceTimersByTime(lasts - 1)
    expect(dialogs.toast).toBeDefined()
    jest.advanceTimersByTime(1)
    expect(dialogs.toast).toBeUndefined()
  }
  await wx.showLoading({ title: 'x' })
  jest.advanceTimersByTime(60_000)
  expect(dialogs.toast).toBeDefined()
  jest.useRealTimers()
})

contract('wx.hideToast', {
  succeeds: [
    { before: done, after: toast(undefined) },
    { when: 'and hides a loading too', before: loading, after: toast(undefined) },
    {
      when: 'but no loading where it is told not to',
      before: loading,
      options: { noConflict: true },
      after: ({ dialogs }) => expect(dialogs.toast?.kind).toBe('loading'),
    },
    { when: 'where there is none' },
  ],
  fails: 'never',
})

contract('wx.showLoading', {
  succeeds: {
    before: done,
    options: { title: '加载中' },
    after: toast({ kind: 'loading', title: '加载中', icon: 'loading', mask: false }),
  },
  fails: { when: 'without a title', options: {}, ...wrongKind('title') },
})

contract('wx.hideLoading', {
  succeeds: [
    { before: loading, after: toast(undefined) },
    { when: 'and hides a toast too', before: done, after: toast(undefined) },
    {
      when: 'but no toast where it is told not to',
      before: done,
      options: { noConflict: true },
      after: (on) => {
        expect(on.dialogs.toast?.kind).toBe('toast')
        on.dialogs.hideToast()
      },
    },
    { when: 'where there is none, in DevTools', phone: { device: { platform: 'devtools' } } },
  ],
  fails: { when: 'where there is none, on a phone', errMsg: ":fail:toast can't be found" },
})

const stack = ({ pages }: Phone) => pages.stack.map(({ route }) => route.split('/').at(-1))
const isAt =
  (...names: string[]) =>
  (on: Phone) =>
    expect(stack(on)).toEqual(names)
const to = (name: string) => ({ url: page(name) })
const atDetail = ({ wx }: Phone) => wx.navigateTo(to('detail'))
const notFound = {
  when: 'for a page there is not',
  options: { url: '/pages/x/x?a=1' },
  errMsg: ':fail page "pages/x/x" is not found',
}
const noUrl = { when: 'without a url', options: {}, ...wrongKind('url') }

contract('wx.navigateTo', {
  succeeds: [
    {
      options: { url: `${page('detail')}?a=1&b=%20=` },
      result: { eventChannel: expect.anything() as object },
      after: (on) => {
        isAt('home', 'detail')(on)
        expect(on.pages.current?.query).toEqual({ a: '1', b: '%20=' })
        expect(on.lifecycles.slice(3)).toEqual([
          'home onHide',
          'detail onLoad',
          'detail onShow',
          'detail onReady',
        ])
      },
    },
    {
      when: 'with a relative path',
      before: atDetail,
      options: { url: '../other/other' },
      result: { eventChannel: expect.anything() as object },
      after: isAt('home', 'detail', 'other'),
    },
  ],
  fails: [
    {
      when: 'for a tab page',
      options: to('shop'),
      errMsg: ':fail can not navigateTo a tabbar page',
    },
    {
      when: 'for an eleventh page',
      before: async ({ wx }) => {
        for (let page = 1; page < 10; page++) await wx.navigateTo(to('detail'))
      },
      options: to('detail'),
      errMsg: ':fail webview count limit exceed',
    },
    notFound,
    noUrl,
  ],
})

describe('event channels', () => {
  interface Opened {
    getOpenerEventChannel(): WechatMiniprogram.EventChannel
  }
  const openerChannel = ({ pages }: Phone) => {
    const [page] = pages.stack.slice(-1)
    if (!page) throw new Error('no page is open')
    return (page.instance as unknown as Opened).getOpenerEventChannel()
  }

  test('what one page emits, the other hears', async () => {
    const on = phone()
    const heard: unknown[] = []
    const listen = (name: string) => (value: unknown) => void heard.push(`${name} ${String(value)}`)
    const { eventChannel } = await on.wx.navigateTo({
      ...to('detail'),
      events: { chosen: listen('opener') },
    })
    const opened = openerChannel(on)
    const removed = listen('removed')
    opened.on('given', listen('opened'))
    opened.once('given', listen('once'))
    opened.on('given', removed)
    opened.off('given', removed)
    opened.emit('chosen', 1)
    opened.emit('given', 'not to oneself')
    for (const value of [2, 3]) eventChannel.emit('given', value)
    expect(heard).toEqual(['opener 1', 'opened 2', 'once 2', 'opened 3'])
  })

  test('a page that was not opened by navigateTo has an empty one', async () => {
    const on = phone()
    expect(openerChannel(on)).toEqual({})
    await on.wx.redirectTo(to('detail'))
    expect(openerChannel(on)).toEqual({})
  })
})

contract('wx.redirectTo', {
  succeeds: {
    before: atDetail,
    options: to('other'),
    after: (on) => {
      isAt('home', 'other')(on)
      expect(on.lifecycles.slice(7)).toEqual([
        'detail onUnload',
        'other onLoad',
        'other onShow',
        'other onReady',
      ])
    },
  },
  fails: [
    {
      when: 'for a tab page',
      options: to('shop'),
      errMsg: ':fail can not redirectTo a tabbar page',
    },
    notFound,
    noUrl,
  ],
})

contract('wx.reLaunch', {
  succeeds: [
    {
      before: atDetail,
      options: { url: `${page('other')}?a=1` },
      after: (on) => {
        isAt('other')(on)
        expect(on.pages.current?.query).toEqual({ a: '1' })
        expect(on.lifecycles.slice(7)).toEqual([
          'detail onUnload',
          'home onUnload',
          'other onLoad',
          'other onShow',
          'other onReady',
        ])
      },
    },
    { when: 'for a tab page', options: to('shop'), after: isAt('shop') },
  ],
  fails: [notFound, noUrl],
})

contract('wx.switchTab', {
  succeeds: [
    {
      when: 'to a tab that is shown the first time',
      options: to('shop'),
      after: (on) => {
        isAt('shop')(on)
        expect(on.lifecycles.slice(3)).toEqual([
          'home onHide',
          'shop onLoad',
          'shop onShow',
          'shop onReady',
        ])
      },
    },
    {
      when: 'back to a tab that is kept',
      before: ({ wx }) => wx.switchTab(to('shop')),
      options: to('home'),
      after: (on) => expect(on.lifecycles.slice(7)).toEqual(['shop onHide', 'home onShow']),
    },
    {
      when: 'from a page over a tab, which is closed',
      before: atDetail,
      options: to('home'),
      after: (on) => {
        isAt('home')(on)
        expect(on.lifecycles.slice(7)).toEqual(['detail onUnload', 'home onShow'])
      },
    },
    {
      when: 'to the tab that is shown, and does nothing',
      options: to('home'),
      after: (on) => expect(on.lifecycles.slice(3)).toEqual([]),
    },
  ],
  fails: [
    {
      when: 'for a page without a tab',
      options: to('detail'),
      errMsg: ':fail can not switch to no-tabBar page',
    },
    notFound,
    noUrl,
  ],
})

contract('wx.navigateBack', {
  succeeds: [
    {
      before: atDetail,
      after: (on) => {
        isAt('home')(on)
        expect(on.lifecycles.slice(7)).toEqual(['detail onUnload', 'home onShow'])
      },
    },
    {
      when: 'by more pages than there are',
      before: async (on) => {
        await atDetail(on)
        await on.wx.navigateTo(to('other'))
      },
      options: { delta: 9 },
      after: (on) => {
        isAt('home')(on)
        expect(on.lifecycles.slice(-3)).toEqual([
          'other onUnload',
          'detail onUnload',
          'home onShow',
        ])
      },
    },
    {
      when: 'by two of three',
      before: async (on) => {
        await atDetail(on)
        for (const name of ['other', 'detail']) await on.wx.navigateTo(to(name))
      },
      options: { delta: 2 },
      after: isAt('home', 'detail'),
    },
  ],
  fails: { when: 'on the first page', errMsg: ':fail cannot navigate back at first page' },
})

const message = '还没有保存'
const guarded = async (on: Phone) => {
  await atDetail(on)
  on.wx.enableAlertBeforeUnload({ message })
  await turn()
}

contract('wx.enableAlertBeforeUnload', {
  withoutPromise: true,
  succeeds: {
    when: 'and the way back asks the person',
    before: atDetail,
    options: { message },
    after: async (on) => {
      on.pages.navigateBack()
      expect(on.dialogs.current).toMatchObject({ text: message })
      on.dialogs.answer('modal', 'cancel')
      await turn()
      isAt('home', 'detail')(on)
      const back = on.wx.navigateBack()
      await confirm(on)
      expect(await back).toEqual({ errMsg: 'navigateBack:ok' })
      isAt('home')(on)
    },
  },
  fails: { when: 'without a message', options: {}, ...wrongKind('message') },
})

test('wx.enableAlertBeforeUnload holds for its page alone, and no swipe asks', async () => {
  const on = phone()
  await on.wx.navigateTo(to('other'))
  await guarded(on)
  on.pages.swipeBack()
  on.pages.navigateBack() // the page below was never guarded
  isAt('home')(on)
  await guarded(on)
  await on.wx.navigateTo(to('other'))
  on.pages.navigateBack()
  isAt('home', 'detail')(on)
  on.pages.swipeBack()
  expect(on.dialogs.current).toBeUndefined()
  isAt('home')(on)
})

contract('wx.disableAlertBeforeUnload', {
  withoutPromise: true,
  succeeds: {
    before: guarded,
    after: (on) => {
      on.pages.navigateBack()
      expect(on.dialogs.current).toBeUndefined()
      isAt('home')(on)
    },
  },
  fails: 'never',
})

const lookOf = ({ pages }: Phone) => pages.lookOf(pages.current as never)
const look = (expected: object) => (on: Phone) => {
  expect(lookOf(on)).toEqual(expected)
}

contract('wx.setNavigationBarTitle', {
  succeeds: {
    options: { title: '新' },
    after: ({ pages }) => expect(pages.current?.title).toBe('新'),
  },
  fails: { when: 'without a title', options: {}, ...wrongKind('title') },
})

contract('wx.setNavigationBarColor', {
  succeeds: {
    options: { frontColor: '#ffffff', backgroundColor: '#ff0000' },
    after: look({ frontColor: '#ffffff', barColor: '#ff0000' }),
  },
  fails: [
    {
      when: 'with letters in another color than black and white',
      options: { frontColor: '#ff0000', backgroundColor: '#ff0000' },
      errMsg: ':fail invalid frontColor "#ff0000": #000000 or #ffffff',
    },
    {
      when: 'with a name for a color',
      options: { frontColor: '#000000', backgroundColor: 'red' },
      errMsg: ':fail invalid backgroundColor "red": it is like #ff0000',
    },
    {
      when: 'without a background',
      options: { frontColor: '#000000' },
      ...wrongKind('backgroundColor'),
    },
  ],
})

contract('wx.showNavigationBarLoading', {
  succeeds: { after: look({ isBarLoading: true }) },
  fails: 'never',
})

contract('wx.hideNavigationBarLoading', {
  succeeds: {
    before: ({ wx }) => wx.showNavigationBarLoading(),
    after: look({ isBarLoading: false }),
  },
  fails: 'never',
})

contract('wx.hideHomeButton', {
  succeeds: { after: look({ isHomeButtonHidden: true }) },
  fails: 'never',
})

contract('wx.setBackgroundColor', {
  succeeds: {
    options: { backgroundColor: '#00ff00' },
    after: look({ backgroundColor: '#00ff00' }),
  },
  fails: {
    when: 'with a name for a color',
    options: { backgroundColor: 'green' },
    errMsg: ':fail invalid backgroundColor "green": it is like #ff0000',
  },
})

contract('wx.setBackgroundTextStyle', {
  succeeds: { options: { textStyle: 'dark' }, after: look({ backgroundTextStyle: 'dark' }) },
  fails: {
    when: 'with another style',
    options: { textStyle: 'blue' },
    errMsg: ':fail invalid textStyle "blue": dark or light',
  },
})

test('the look of one page is not that of the next', async () => {
  const on = phone()
  await on.wx.showNavigationBarLoading()
  await atDetail(on)
  expect(lookOf(on)).toEqual({})
  await on.wx.navigateBack()
  expect(lookOf(on)).toEqual({ isBarLoading: true })
})

contract('wx.startPullDownRefresh', {
  succeeds: {
    after: (on) => {
      look({ isRefreshing: true })(on)
      expect(on.lifecycles.at(-1)).toBe('home onPullDownRefresh')
    },
  },
  fails: 'never',
})

contract('wx.stopPullDownRefresh', {
  succeeds: {
    before: ({ context }) => pullDown(context),
    after: look({ isRefreshing: false }),
  },
  fails: 'never',
})

contract('wx.pageScrollTo', {
  succeeds: {
    options: { scrollTop: 70 },
    after: ({ lifecycles }) => expect(lifecycles.at(-1)).toBe('home scrolled to 70'),
  },
  fails: { when: 'without a place', options: {}, errMsg: ':fail scrollTop or selector is needed' },
})

const item = (expected: object) => (on: Phone) => expect(on.tabBar.item(1)).toEqual(expected)
const noTab = {
  when: 'on a page without a tab bar',
  before: atDetail,
  errMsg: ':fail not TabBar page',
}
const noItem = { when: 'for a tab there is not', errMsg: ':fail tabbar item not found' }

contract('wx.setTabBarBadge', {
  succeeds: [
    { options: { index: 1, text: '1234' }, after: item({ badge: '1234', hasRedDot: false }) },
    {
      when: 'with dots for more than four characters',
      options: { index: 1, text: '12345' },
      after: item({ badge: '...', hasRedDot: false }),
    },
  ],
  fails: [
    { ...noTab, options: { index: 1, text: '1' } },
    { ...noItem, options: { index: 3, text: '1' } },
  ],
})

contract('wx.removeTabBarBadge', {
  succeeds: {
    before: ({ wx }) => wx.setTabBarBadge({ index: 1, text: '1' }),
    options: { index: 1 },
    after: item({ badge: '', hasRedDot: false }),
  },
  fails: [
    { ...noTab, options: { index: 1 } },
    { ...noItem, options: { index: -1 } },
  ],
})

contract('wx.showTabBarRedDot', {
  succeeds: {
    before: ({ wx }) => wx.setTabBarBadge({ index: 1, text: '1' }),
    options: { index: 1 },
    after: item({ badge: '', hasRedDot: true }),
  },
  fails: [
    { ...noTab, options: { index: 1 } },
    { ...noItem, options: { index: 9 } },
  ],
})

contract('wx.hideTabBarRedDot', {
  succeeds: {
    before: ({ wx }) => wx.showTabBarRedDot({ index: 1 }),
    options: { index: 1 },
    after: item({ badge: '', hasRedDot: false }),
  },
  fails: { ...noTab, options: { index: 1 } },
})

contract('wx.setTabBarItem', {
  succeeds: {
    options: { index: 1, text: '店', iconPath: '/a.png' },
    after: item({ text: '店', iconPath: '/a.png' }),
  },
  fails: [
    { ...noTab, options: { index: 1 } },
    { ...noItem, options: { text: '店' } },
  ],
})

contract('wx.setTabBarStyle', {
  succeeds: {
    options: { color: '#000000', borderStyle: 'white' },
    after: ({ tabBar }) => expect(tabBar.style).toEqual({ color: '#000000', borderStyle: 'white' }),
  },
  fails: { ...noTab, options: { color: '#000000' } },
})

contract('wx.hideTabBar', {
  succeeds: { after: ({ tabBar }) => expect(tabBar.isHidden).toBe(true) },
  fails: noTab,
})

contract('wx.showTabBar', {
  succeeds: {
    before: ({ wx }) => wx.hideTabBar({}),
    after: ({ tabBar }) => expect(tabBar.isHidden).toBe(false),
  },
  fails: noTab,
})

test('what onPullDownRefresh throws is reported, and pages without it are left alone', async () => {
  const failing: PhoneOptions['pages'] = {
    pages: ['pages/home/home', 'pages/detail/detail'],
    tabBarPages: [],
    create: (route, query) => {
      const view = headlessPage(route, query)
      const onPullDownRefresh = () => {
        throw new Error('mine')
      }
      return route.includes('home') ? { ...view, instance: { onPullDownRefresh } as never } : view
    },
  }
  const on = phone({ pages: failing })
  await on.wx.startPullDownRefresh()
  await atDetail(on)
  await on.wx.startPullDownRefresh()
  expect(on.problems).toMatchObject([{ message: 'mine' }])
})
