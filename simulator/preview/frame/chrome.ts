import { capsuleOf } from '../../wx/base/capsule.ts'
import type { PreviewPhone } from '../runtime/preview-phone.ts'
import { byId } from './dom.ts'
import { drawTabs } from './tabs.ts'
import { phoneWords, words } from './words.ts'

/** Draws what WeChat draws around the page: the navigation bar and the tabs. */
export function drawChrome(phone: PreviewPhone) {
  drawBar(phone)
  drawTabs(phone)
}

/** As the page's `.json` has it, with what its script changed. */
function drawBar(phone: PreviewPhone) {
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
  const color = look.barColor ?? named(page.navigationBarBackgroundColor) ?? '#000'
  placeBar(phone, page.navigationStyle === 'custom', color)
  const front = look.frontColor && (look.frontColor.startsWith('#0') ? 'black' : 'white')
  bar.dataset.text = front ?? named(page.navigationBarTextStyle) ?? 'white'
  bar.toggleAttribute('data-loading', look.isBarLoading === true)
  drawWayBack(phone, look.isHomeButtonHidden === true)
  byId('refreshing').hidden = look.isRefreshing !== true
  byId('refreshing').dataset.text = look.backgroundTextStyle ?? page.backgroundTextStyle ?? 'dark'
  byId('screen').style.background = look.backgroundColor ?? named(page.backgroundColor) ?? ''
  byId('phone').dataset.theme = phone.settings.theme
  drawStatusBar(bar)
  nameCapsule(phone)
}

/** A page with a bar of its own has the whole screen; of WeChat's the capsule is left, over the page. */
function placeBar({ simulator }: PreviewPhone, isOwn: boolean, color: string) {
  const bar = byId('bar')
  bar.toggleAttribute('data-over', isOwn)
  bar.style.background = isOwn ? '' : color
  const { top, left } = capsuleOf(simulator.device) // an old base library has no API that tells it
  bar.style.inset = isOwn ? `${top}px auto auto ${left}px` : ''
}

/** An arrow, or on the only page that is not the first one a way home. */
function drawWayBack({ simulator, config }: PreviewPhone, isHomeHidden: boolean) {
  const { pages } = simulator
  const route = pages.current?.route ?? ''
  const isAlone = pages.stack.length < 2
  const isFirst = route === homeOf(config.app) || pages.isTab(route)
  const back = byId('back') as HTMLButtonElement
  back.hidden = isAlone && (isFirst || isHomeHidden)
  back.textContent = isAlone ? '⌂' : '‹'
  back.setAttribute('aria-label', isAlone ? words.home : words.back)
}

/** The page that the mini-program begins with. */
export const homeOf = ({ entryPagePath, pages }: PreviewPhone['config']['app']) =>
  entryPagePath || pages[0]

/** The person taps what `drawWayBack` drew. */
export function goBack({ simulator, config }: PreviewPhone) {
  if (simulator.pages.stack.length > 1) simulator.pages.navigateBack()
  else simulator.pages.reLaunch(`/${homeOf(config.app)}`)
}

/** The status bar is above the navigation bar, in its colours; without one, above the page. */
function drawStatusBar(bar: HTMLElement) {
  const status = byId('status-bar')
  const isOver = bar.hasAttribute('data-over')
  status.style.background = isOver ? 'transparent' : bar.style.background
  status.dataset.text = bar.dataset.text ?? 'black'
  status.toggleAttribute('data-over', isOver)
}

function nameCapsule({ settings }: PreviewPhone) {
  const names = phoneWords(settings.language)
  byId('menu').setAttribute('aria-label', names.menu)
  byId('leave').setAttribute('aria-label', names.leave)
}
