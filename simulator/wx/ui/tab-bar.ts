import { ApiFailure, type Wx } from '../call.ts'
import type { Context } from '../context.ts'
import type { Pages } from '../route/navigation.ts'

interface TabItem {
  text?: string
  iconPath?: string
  selectedIconPath?: string
  badge?: string
  hasRedDot?: boolean
}

interface TabStyle {
  color?: string
  selectedColor?: string
  backgroundColor?: string
  borderStyle?: string
}

/** What the mini-program changed of its tab bar; the rest is as in `app.json`. */
export class TabBar {
  isHidden = false
  style: TabStyle = {}
  readonly #items = new Map<number, TabItem>()
  readonly #pages: Pages
  readonly #count: number

  constructor(pages: Pages, count: number) {
    this.#pages = pages
    this.#count = count
  }

  item(index: number): TabItem {
    return this.#items.get(index) ?? {}
  }

  /** @throws ApiFailure where no such item is, or the page that is shown has no tab bar */
  change(index: number, change: TabItem) {
    this.requireTabPage()
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) {
      throw new ApiFailure('tabbar item not found')
    }
    this.#items.set(index, { ...this.item(index), ...change })
  }

  requireTabPage() {
    const { current } = this.#pages
    if (!current || !this.#pages.isTab(current.route)) throw new ApiFailure('not TabBar page')
  }
}

type Api =
  | 'setTabBarBadge'
  | 'removeTabBarBadge'
  | 'showTabBarRedDot'
  | 'hideTabBarRedDot'
  | 'setTabBarItem'
  | 'setTabBarStyle'
  | 'showTabBar'
  | 'hideTabBar'

/** https://developers.weixin.qq.com/miniprogram/dev/api/ui/tab-bar/wx.setTabBarBadge.html */
export function tabBarApis({ makeApi }: Context, tabBar: TabBar): Pick<Wx, Api> {
  const show = (name: 'showTabBar' | 'hideTabBar', isHidden: boolean) =>
    makeApi(name, () => {
      tabBar.requireTabPage()
      tabBar.isHidden = isHidden
    })
  return {
    // A badge takes the place of a red dot, and a dot that of a badge.
    setTabBarBadge: makeApi('setTabBarBadge', ({ index, text }) =>
      tabBar.change(index, { badge: text.length > 4 ? '...' : text, hasRedDot: false }),
    ),
    removeTabBarBadge: makeApi('removeTabBarBadge', ({ index }) =>
      tabBar.change(index, { badge: '' }),
    ),
    showTabBarRedDot: makeApi('showTabBarRedDot', ({ index }) =>
      tabBar.change(index, { hasRedDot: true, badge: '' }),
    ),
    hideTabBarRedDot: makeApi('hideTabBarRedDot', ({ index }) =>
      tabBar.change(index, { hasRedDot: false }),
    ),
    setTabBarItem: makeApi('setTabBarItem', ({ index, text, iconPath, selectedIconPath }) =>
      tabBar.change(index, given({ text, iconPath, selectedIconPath })),
    ),
    setTabBarStyle: makeApi('setTabBarStyle', (options) => {
      const { color, selectedColor, backgroundColor, borderStyle } = options
      tabBar.requireTabPage()
      const change = given({ color, selectedColor, backgroundColor, borderStyle })
      tabBar.style = { ...tabBar.style, ...change }
    }),
    showTabBar: show('showTabBar', false),
    hideTabBar: show('hideTabBar', true),
  }
}

/** What was given; the rest stays as it was. */
const given = (fields: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
