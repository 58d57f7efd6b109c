import { type Drawing, type Component, fire, text } from './built-in.ts'

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

/** Slides side by side; the one in view is `current`. */
const swiper: Drawing = {
  tag: 'swiper',
  properties: {
    indicatorDots: Boolean,
    autoplay: Boolean,
    current: Number,
    interval: { type: Number, value: 5000 },
    duration: { type: Number, value: 500 },
    circular: Boolean,
    vertical: Boolean,
  },
  attached(element, component) {
    const dots = document.createElement('div')
    dots.className = 'swiper-dots'
    element.prepend(dots)
    let shown = -1
    const settle = () => {
      const { vertical } = component.data as Record<string, boolean>
      const size = vertical ? element.clientHeight : element.clientWidth
      const at = vertical ? element.scrollTop : element.scrollLeft
      const current = size === 0 ? 0 : Math.round(at / size)
      drawDots(dots, slides(element).length, current, element.clientWidth)
      if (shown >= 0 && current !== shown) fire(component, 'change', { current, source: 'touch' })
      shown = current
    }
    element.addEventListener('scrollend', settle)
    requestAnimationFrame(settle)
    let lastMove = Date.now()
    const timer = setInterval(() => {
      if (!element.isConnected) return clearInterval(timer)
      const { autoplay, interval } = component.data as { autoplay: boolean; interval: number }
      if (autoplay && Date.now() - lastMove > interval) {
        lastMove = Date.now()
        showSlide(element, component, (shown + 1) % Math.max(1, slides(element).length))
      }
    }, 250)
  },
  update(element, data: Record<string, unknown>, component) {
    element.style.flexDirection = data.vertical ? 'column' : 'row'
    element.classList.toggle('swiper-with-dots', Boolean(data.indicatorDots))
    requestAnimationFrame(() => showSlide(element, component, Number(data.current)))
  },
}

/** One dot for each slide, on top of whichever is shown. */
function drawDots(dots: HTMLElement, count: number, current: number, width: number) {
  dots.style.setProperty('--swiper-width', `${width}px`)
  dots.replaceChildren(
    ...Array.from({ length: count }, (_, index) => {
      const dot = document.createElement('i')
      dot.toggleAttribute('data-current', index === current)
      return dot
    }),
  )
}

const slides = (element: Element) => [...element.querySelectorAll(':scope > wx-swiper-item')]

function showSlide(element: HTMLElement, component: Component, index: number) {
  const { vertical } = component.data as Record<string, boolean>
  element.scrollTo({
    left: vertical ? 0 : index * element.clientWidth,
    top: vertical ? index * element.clientHeight : 0,
    behavior: 'smooth',
  })
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
  {
    tag: 'page-container',
    properties: {
      show: Boolean,
      position: { type: String, value: 'bottom' },
      round: Boolean,
      overlay: { type: Boolean, value: true },
      duration: Number,
      zIndex: Number,
      closeOnSlideDown: Boolean,
    },
    update(element, data: Record<string, unknown>) {
      element.classList.toggle('page-container-shown', Boolean(data.show))
    },
  },
  scrollView,
  swiper,
  progress,
]
