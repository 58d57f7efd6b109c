import type { GeneralComponent } from 'glass-easel'

const instances = new WeakMap<GeneralComponent, object>()

/** Remembers a mini-program's own tab bar by the page that it is drawn on. */
export const keepTabBar = (page: GeneralComponent, tabBar: object) => {
  instances.set(page, tabBar)
}

/** The result of `this.getTabBar()` on a page, or in a component on it. */
export const tabBarOn = (page: GeneralComponent): object | undefined => instances.get(page)
