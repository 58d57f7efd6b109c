import { wrongKind } from './cases.ts'
import { contract } from './api-contract.ts'
import { page, phone, type TestPhone } from './phone.ts'
import { isAt, to, atDetail } from './pages.ts'

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
  const openerChannel = ({ pages }: TestPhone) => {
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
