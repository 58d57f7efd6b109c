import type { Phone } from '../runtime/phone.ts'
import { byId } from './dom.ts'
import { drawTabs } from './tabs.ts'
import { words } from './words.ts'

/** What WeChat draws around the page: the navigation bar and the tabs. */
export function drawChrome(phone: Phone) {
  drawBar(phone)
  drawTabs(phone)
}

/** As the page's `.json` has it, with what its script changed. */
function drawBar(phone: Phone) {
  const { simulator, config } = phone
  const { pages } = simulator
  const { current } = pages
  const page = { ...config.app.window, ...(current ? config.components[current.route] : {}) }
  const look = current ? pages.lookOf(current) : {}
  const theme = config.theme[phone.settings.theme]
  const named = (value: string | undefined) =>
    value?.startsWith('@') ? theme[value.slice(1)] : value

  byId('title').textContent = current?.title ?? ''
  const bar = byId('bar')
  bar.hidden = page.navigationStyle === 'custom'
  bar.style.background = look.barColor ?? named(page.navigationBarBackgroundColor) ?? '#000'
  const front = look.frontColor && (look.frontColor.startsWith('#0') ? 'black' : 'white')
  bar.dataset.text = front ?? named(page.navigationBarTextStyle) ?? 'white'
  bar.toggleAttribute('data-loading', look.isBarLoading === true)
  drawWayBack(phone, look.isHomeButtonHidden === true)
  byId('refreshing').hidden = look.isRefreshing !== true
  byId('refreshing').dataset.text = look.backgroundTextStyle ?? page.backgroundTextStyle ?? 'dark'
  byId('screen').style.background = look.backgroundColor ?? named(page.backgroundColor) ?? ''
  byId('phone').dataset.theme = phone.settings.theme
}

/** An arrow, or on the only page that is not the first one a way home. */
function drawWayBack({ simulator, config }: Phone, isHomeHidden: boolean) {
  const { pages } = simulator
  const route = pages.current?.route ?? ''
  const isAlone = pages.stack.length < 2
  const isFirst = route === homeOf(config.app) || pages.isTab(route)
  const back = byId('back') as HTMLButtonElement
  back.hidden = isAlone && (isFirst || isHomeHidden)
  back.textContent = isAlone ? '⌂' : '‹'
  back.setAttribute('aria-label', isAlone ? words.home : words.back)
}

const homeOf = ({ entryPagePath, pages }: Phone['config']['app']) => entryPagePath || pages[0]

/** The person taps what `drawWayBack` drew. */
export function goBack({ simulator, config }: Phone) {
  if (simulator.pages.stack.length > 1) simulator.pages.navigateBack()
  else simulator.pages.reLaunch(`/${homeOf(config.app)}`)
}
