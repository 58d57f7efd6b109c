import { defineApis } from '../apis.ts'
import type { Context } from '../context.ts'

/** https://developers.weixin.qq.com/miniprogram/dev/api/ui/tab-bar/wx.setTabBarBadge.html */
export function tabBarApis(phone: Context) {
  const { tabBar } = phone
  const show = (isHidden: boolean) => () => tabBar.setHidden(isHidden)
  return defineApis(phone, {
    // A badge replaces a red dot, and a red dot replaces a badge.
    setTabBarBadge: ({ index, text }) =>
      tabBar.change(index, { badge: text.length > 4 ? '...' : text, hasRedDot: false }),
    removeTabBarBadge: ({ index }) => tabBar.change(index, { badge: '' }),
    showTabBarRedDot: ({ index }) => tabBar.change(index, { hasRedDot: true, badge: '' }),
    hideTabBarRedDot: ({ index }) => tabBar.change(index, { hasRedDot: false }),
    setTabBarItem: ({ index, text, iconPath, selectedIconPath }) =>
      tabBar.change(index, given({ text, iconPath, selectedIconPath })),
    setTabBarStyle: (options) => {
      const { color, selectedColor, backgroundColor, borderStyle } = options
      tabBar.setStyle(given({ color, selectedColor, backgroundColor, borderStyle }))
    },
    showTabBar: show(false),
    hideTabBar: show(true),
  })
}

/** The given fields; the rest stays as it was. */
const given = (fields: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
