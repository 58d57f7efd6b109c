import { type Component, type Drawing, fire, text } from './built-in.ts'
import { refreshByPull, setTriggered } from './refresher.ts'

/** The template's last values: only new ones scroll. */
const said = new WeakMap<Component, Record<string, unknown>>()

/** https://developers.weixin.qq.com/miniprogram/dev/component/scroll-view.html */
export const scrollView: Drawing = {
  tag: 'scroll-view',
  properties: {
    scrollX: Boolean,
    scrollY: Boolean,
    scrollTop: { type: null, value: null },
    scrollLeft: { type: null, value: null },
    scrollIntoView: String,
    scrollWithAnimation: Boolean,
    upperThreshold: { type: null, value: 50 },
    lowerThreshold: { type: null, value: 50 },
    enableFlex: Boolean,
    enableBackToTop: Boolean,
    enhanced: Boolean,
    bounces: { type: Boolean, value: true },
    showScrollbar: { type: Boolean, value: true },
    pagingEnabled: Boolean,
    fastDeceleration: Boolean,
    scrollAnchoring: Boolean,
    refresherEnabled: Boolean,
    refresherThreshold: { type: Number, value: 45 },
    refresherDefaultStyle: { type: String, value: 'black' },
    refresherBackground: String,
    refresherTriggered: Boolean,
    type: String,
    associativeContainer: String,
    reverse: Boolean,
    clip: { type: Boolean, value: true },
    cacheExtent: Number,
    padding: Array,
  },
  attached(element, component) {
    tellOfScrolling(element, component)
    refreshByPull(element, component)
  },
  update(element, data: Record<string, unknown>, component) {
    const before = said.get(component) ?? {}
    said.set(component, { ...data })
    const isNew = (name: string) => data[name] !== before[name]
    element.style.overflowX = data.scrollX ? 'auto' : 'hidden'
    element.style.overflowY = data.scrollY ? 'auto' : 'hidden'
    if (data.enableFlex) element.style.display = 'flex'
    const { scrollTop, scrollLeft } = data
    const behavior = data.scrollWithAnimation ? 'smooth' : 'instant'
    if (isNew('scrollTop') && isPlace(scrollTop)) {
      element.scrollTo?.({ top: Number.parseFloat(text(scrollTop)), behavior })
    }
    if (isNew('scrollLeft') && isPlace(scrollLeft)) {
      element.scrollTo?.({ left: Number.parseFloat(text(scrollLeft)), behavior })
    }
    if (isNew('scrollIntoView') && data.scrollIntoView) {
      const target = element.querySelector(`[id="${text(data.scrollIntoView)}"]`)
      target?.scrollIntoView?.({ behavior, block: 'start', inline: 'start' })
    }
    if (isNew('refresherTriggered')) {
      setTriggered(element, component, Boolean(data.refresherTriggered))
    }
  },
}

const isPlace = (value: unknown) => text(value) !== ''

function tellOfScrolling(element: HTMLElement, component: Component) {
  let last = { top: 0, left: 0 }
  let wasAtStart = true
  let wasAtEnd = false
  element.addEventListener('scroll', () => {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = element
    const deltaX = last.left - scrollLeft
    const deltaY = last.top - scrollTop
    last = { top: scrollTop, left: scrollLeft }
    fire(component, 'scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaX, deltaY })
    const data = component.data as Record<string, unknown>
    const near = (name: string) => Number.parseFloat(text(data[name])) || 0
    const isAcross = Boolean(data.scrollX) && !data.scrollY
    const [at, room] = isAcross
      ? [scrollLeft, scrollWidth - clientWidth]
      : [scrollTop, scrollHeight - clientHeight]
    const isAtStart = at <= near('upperThreshold')
    const isAtEnd = at >= room - near('lowerThreshold')
    if (isAtStart && !wasAtStart)
      fire(component, 'scrolltoupper', { direction: isAcross ? 'left' : 'top' })
    if (isAtEnd && !wasAtEnd)
      fire(component, 'scrolltolower', { direction: isAcross ? 'right' : 'bottom' })
    wasAtStart = isAtStart
    wasAtEnd = isAtEnd
  })
}
