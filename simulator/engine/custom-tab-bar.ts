import type { GeneralComponent } from 'glass-easel'
import type { Engine } from './engine.ts'
import type { ProgramApp } from './program.ts'
import { keepTabBar } from './tab-bar-instances.ts'

/** Path of a mini-program's own tab bar. */
export const TAB_BAR = 'custom-tab-bar/index'

/**
 * Draws the custom tab bar on a tab page: each tab page has its own instance.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/ability/custom-tabbar.html
 *
 * @param load runs the script of the tab bar
 * @returns a function that removes it; `undefined` where the page has none
 */
export function drawCustomTabBar(
  engine: Engine,
  { tabBar }: ProgramApp,
  page: GeneralComponent,
  load: (path: string) => void,
): (() => void) | undefined {
  const isTab = tabBar?.list.some(({ pagePath }) => pagePath === page.is)
  if (!tabBar?.custom || !isTab) return undefined
  load(TAB_BAR)
  const element = page.getBackendElement() as unknown as HTMLElement
  const place = element.ownerDocument.createElement('div')
  const placeholder = element.ownerDocument.createElement('div')
  place.className = 'custom-tab-bar'
  place.append(placeholder)
  element.append(place)
  const root = engine.backend.createRoot('custom-tab-bar', engine.space, TAB_BAR)
  keepTabBar(page, root.get() as object)
  root.attach(place as never, placeholder as never)
  return () => {
    root.release()
    place.remove()
  }
}
