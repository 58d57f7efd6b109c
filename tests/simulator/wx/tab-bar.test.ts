import { contract } from './api-contract.ts'
import type { TestPhone } from './phone.ts'
import { atDetail } from './pages.ts'

const item = (expected: object) => (on: TestPhone) => expect(on.tabBar.item(1)).toEqual(expected)
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
