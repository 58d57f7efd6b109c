import { tapTab } from '../../wx/ui/tap-tab.ts'
import type { PreviewPhone } from '../runtime/preview-phone.ts'
import { byId, h } from './dom.ts'

/** The tab bar of `app.json`, with what the mini-program changed of it. */
export function drawTabs({ simulator, config }: PreviewPhone) {
  const { tabBar: changed, pages, app } = simulator
  const tabs = byId('tabs')
  const { tabBar } = config.app
  const route = pages.current?.route
  const isTab = tabBar?.list.some((tab) => tab.pagePath === route) === true
  tabs.hidden = !isTab || changed.isHidden || tabBar?.custom === true || app.isSinglePage
  if (!tabBar || tabs.hidden) return
  const style = { ...tabBar, ...changed.style }
  tabs.style.background = style.backgroundColor ?? ''
  tabs.dataset.border = style.borderStyle ?? 'black'
  tabs.replaceChildren(
    ...tabBar.list.map((own, index) => {
      const tab = { ...own, ...changed.item(index) }
      const isCurrent = tab.pagePath === route
      const color = isCurrent ? style.selectedColor : style.color
      const icon = (isCurrent && tab.selectedIconPath) || tab.iconPath
      const button = h(
        'button',
        {
          type: 'button',
          'aria-current': isCurrent ? 'page' : undefined,
          onclick: () => tapTab(simulator.context, index, tab),
        },
        icon && h('img', { src: iconUrl(icon), alt: '' }),
        h('span', {}, tab.text),
        tab.badge ? h('b', { class: 'badge' }, tab.badge) : undefined,
        tab.hasRedDot && h('b', { class: 'badge dot', 'aria-label': '●' }),
      )
      button.style.color = color ?? ''
      return button
    }),
  )
}

const iconUrl = (path: string) =>
  /^(?:https?:|data:)/.test(path) ? path : `/__project/files/${path.replace(/^(?:\.{0,2}\/)+/, '')}`
