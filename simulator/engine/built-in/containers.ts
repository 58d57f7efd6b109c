import { type Drawing, fire, text } from './built-in.ts'

const plain = (tag: string, properties: Drawing['properties'] = {}): Drawing => ({
  tag,
  properties,
})

const scrollView: Drawing = {
  tag: 'scroll-view',
  properties: {
    scrollX: Boolean,
    scrollY: Boolean,
    scrollTop: { type: null, value: null },
    scrollLeft: { type: null, value: null },
    scrollIntoView: String,
    scrollWithAnimation: Boolean,
    upperThreshold: { type: Number, value: 50 },
    lowerThreshold: { type: Number, value: 50 },
    enableFlex: Boolean,
    enhanced: Boolean,
    showScrollbar: { type: Boolean, value: true },
    refresherEnabled: Boolean,
    type: String,
  },
  attached(element, component) {
    let wasAtEnd = false
    element.addEventListener('scroll', () => {
      const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight } = element
      fire(component, 'scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth })
      const { lowerThreshold, upperThreshold } = component.data as Record<string, number>
      if (scrollTop <= (upperThreshold ?? 50)) fire(component, 'scrolltoupper')
      const isAtEnd = scrollTop + clientHeight >= scrollHeight - (lowerThreshold ?? 50)
      if (isAtEnd && !wasAtEnd) fire(component, 'scrolltolower')
      wasAtEnd = isAtEnd
    })
  },
  update(element, data: Record<string, unknown>) {
    element.style.overflowX = data.scrollX ? 'auto' : 'hidden'
    element.style.overflowY = data.scrollY ? 'auto' : 'hidden'
    if (data.enableFlex) element.style.display = 'flex'
    if (typeof data.scrollTop === 'number') element.scrollTop = data.scrollTop
    if (typeof data.scrollLeft === 'number') element.scrollLeft = data.scrollLeft
    const target = data.scrollIntoView as string
    if (target) element.querySelector(`#${CSS.escape(target)}`)?.scrollIntoView()
  },
}

const progress: Drawing = {
  tag: 'progress',
  properties: {
    percent: Number,
    showInfo: Boolean,
    strokeWidth: { type: null, value: 6 },
    color: String,
    activeColor: { type: String, value: '#09bb07' },
    backgroundColor: { type: String, value: '#ebebeb' },
    active: Boolean,
  },
  attached(element) {
    element.innerHTML =
      '<div class="progress-track"><div class="progress-bar"></div></div><span></span>'
    element.setAttribute('role', 'progressbar')
  },
  update(element, data: Record<string, unknown>) {
    const percent = Math.min(100, Math.max(0, Number(data.percent)))
    const track = element.querySelector<HTMLElement>('.progress-track')
    const bar = element.querySelector<HTMLElement>('.progress-bar')
    const info = element.querySelector('span')
    if (!track || !bar || !info) return
    track.style.height = `${Number.parseFloat(text(data.strokeWidth))}px`
    track.style.background = text(data.backgroundColor)
    bar.style.background = text(data.color || data.activeColor)
    bar.style.width = `${percent}%`
    info.textContent = data.showInfo ? `${percent}%` : ''
    element.setAttribute('aria-valuenow', String(percent))
  },
}

export const containers: Drawing[] = [
  plain('view'),
  plain('cover-view'),
  plain('text', { selectable: Boolean, userSelect: Boolean, space: String, decode: Boolean }),
  plain('root-portal', { enable: { type: Boolean, value: true } }),
  plain('swiper-item', { itemId: String, skipHiddenItemLayout: Boolean }),
  scrollView,
  progress,
]
