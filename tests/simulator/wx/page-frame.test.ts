import { headlessPage } from '../../../simulator/wx/route/headless-page.ts'
import { pullDown } from '../../../simulator/wx/ui/page-frame.ts'
import { wrongKind, confirm } from './cases.ts'
import { contract } from './api-contract.ts'
import { phone, turn, type TestPhone, type TestPhoneOptions } from './phone.ts'
import { isAt, to, atDetail } from './pages.ts'

const message = '还没有保存'
const guarded = async (on: TestPhone) => {
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

const lookOf = ({ pages }: TestPhone) => pages.lookOf(pages.current as never)
const look = (expected: object) => (on: TestPhone) => {
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

test('what onPullDownRefresh throws is reported, and pages without it are left alone', async () => {
  const failing: TestPhoneOptions['pages'] = {
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
