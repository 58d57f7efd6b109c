import type { Phone } from '../runtime/phone.ts'
import { byId, h } from './dom.ts'
import { words } from './words.ts'

/** What WeChat draws around the page: the navigation bar and the tabs. */
export function drawChrome(phone: Phone) {
  const { simulator, config } = phone
  const { pages } = simulator
  const current = pages.current
  const page = { ...config.app.window, ...(current ? config.components[current.route] : {}) }
  const theme = config.theme[phone.settings.theme]
  const named = (value: string | undefined) =>
    value?.startsWith('@') ? theme[value.slice(1)] : value

  byId('title').textContent = current?.title ?? ''
  const bar = byId('bar')
  bar.hidden = page.navigationStyle === 'custom'
  bar.style.background = named(page.navigationBarBackgroundColor) ?? '#000'
  bar.dataset.text = named(page.navigationBarTextStyle) ?? 'white'
  const back = byId('back') as HTMLButtonElement
  back.hidden = pages.stack.length < 2
  back.setAttribute('aria-label', words.back)
  byId('phone').dataset.theme = phone.settings.theme
  drawTabs(phone)
}

function drawTabs({ simulator, config }: Phone) {
  const tabs = byId('tabs')
  const { tabBar } = config.app
  const route = simulator.pages.current?.route
  const isTab = tabBar?.list.some((tab) => tab.pagePath === route) === true
  tabs.hidden = !isTab
  if (!tabBar || !isTab) return
  tabs.style.background = tabBar.backgroundColor ?? ''
  tabs.replaceChildren(
    ...tabBar.list.map(({ pagePath, text }) => {
      const isCurrent = pagePath === route
      const color = isCurrent ? tabBar.selectedColor : tabBar.color
      return h(
        'button',
        {
          type: 'button',
          'aria-current': isCurrent ? 'page' : undefined,
          style: color ? `color: ${color}` : undefined,
          onclick: () => simulator.pages.switchTab(`/${pagePath}`),
        },
        text,
      )
    }),
  )
}

/** What does not compile, and what keeps a page from being seen, over the phone until it is mended. */
export function drawFaults(phone: Phone) {
  const { errors, reports } = phone
  const isStopped = errors.length === 0 && reports.length > 0 && phone.isBlank()
  const faults = byId('faults')
  faults.hidden = errors.length === 0 && !isStopped
  const shown = isStopped ? reports.map(({ message, place }) => ({ ...place, message })) : errors
  faults.replaceChildren(
    h('h2', {}, isStopped ? words.stopped : words.compileErrors),
    ...shown.map(({ file, line, column, message }) =>
      h(
        'p',
        {},
        h('code', {}, [file, line, column].filter((part) => part !== undefined).join(':')),
        h('span', {}, message),
      ),
    ),
  )
}
