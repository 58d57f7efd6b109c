import { type Component, type Drawing, fire, text } from './built-in.ts'
import { componentAt } from './node.ts'

type Source = '' | 'autoplay' | 'touch'

interface State {
  /** The slide that is shown. */
  current: number
  /** The template's last value: only another value turns the swiper. */
  wanted: unknown
  wantedId: unknown
  lastMove: number
}

const states = new WeakMap<Component, State>()

interface Data {
  current: number
  currentItemId: string
  autoplay: boolean
  interval: number
  duration: number
  vertical: boolean
}

const dataOf = (component: Component) => component.data as unknown as Data

/**
 * Slides side by side; the one in view is `current`.
 *
 * https://developers.weixin.qq.com/miniprogram/dev/component/swiper.html
 */
export const swiper: Drawing = {
  tag: 'swiper',
  properties: {
    indicatorDots: Boolean,
    indicatorColor: { type: String, value: 'rgba(0, 0, 0, .3)' },
    indicatorActiveColor: { type: String, value: '#000' },
    autoplay: Boolean,
    current: Number,
    currentItemId: String,
    interval: { type: Number, value: 5000 },
    duration: { type: Number, value: 500 },
    circular: Boolean,
    vertical: Boolean,
    previousMargin: String,
    nextMargin: String,
    displayMultipleItems: { type: Number, value: 1 },
    snapToEdge: Boolean,
    easingFunction: String,
  },
  attached(element, component) {
    const view = element.ownerDocument.defaultView as Window & typeof globalThis
    const dots = element.ownerDocument.createElement('div')
    dots.className = 'swiper-dots'
    element.prepend(dots)
    states.set(component, { current: 0, wanted: 0, wantedId: '', lastMove: Date.now() })
    element.addEventListener('scrollend', () => {
      const at = slideInView(element, component)
      if (at !== undefined) turnTo(element, component, at, 'touch')
    })
    // Slides may come later than the swiper.
    new view.MutationObserver(() => show(element, component)).observe(element, { childList: true })
    const timer = setInterval(() => {
      if (element.isConnected) autoplay(element, component)
      else clearInterval(timer)
    }, TICK_MS)
  },
  update(element, data: Record<string, unknown>, component) {
    const state = states.get(component)
    if (!state) return
    element.style.flexDirection = data.vertical ? 'column' : 'row'
    element.classList.toggle('swiper-with-dots', Boolean(data.indicatorDots))
    const { style } = element
    style.setProperty('--swiper-slides', text(data.displayMultipleItems))
    style.setProperty('--swiper-dot', text(data.indicatorColor))
    style.setProperty('--swiper-dot-current', text(data.indicatorActiveColor))
    style.setProperty('--swiper-before', text(data.previousMargin) || '0px')
    style.setProperty('--swiper-after', text(data.nextMargin) || '0px')
    if (data.currentItemId !== state.wantedId) {
      state.wantedId = data.currentItemId
      const index = slidesIn(element).findIndex((slide) => idOf(slide) === data.currentItemId)
      if (index >= 0) turnTo(element, component, index, '')
    } else if (data.current !== state.wanted) {
      state.wanted = data.current
      turnTo(element, component, Number(data.current), '')
    }
    show(element, component)
  },
}

const TICK_MS = 250

/** A person turns it to another of its slides. */
export const swipeTo = (element: HTMLElement, component: Component, index: number) =>
  turnTo(element, component, index, 'touch')

function autoplay(element: HTMLElement, component: Component) {
  const state = states.get(component)
  const { autoplay, interval } = dataOf(component)
  if (!state || !autoplay || Date.now() - state.lastMove < interval) return
  const count = Math.max(1, slidesIn(element).length)
  turnTo(element, component, (state.current + 1) % count, 'autoplay')
}

function turnTo(element: HTMLElement, component: Component, index: number, source: Source) {
  const state = states.get(component)
  if (!state || state.current === index) return
  Object.assign(state, { current: index, lastMove: Date.now() })
  const detail = { current: index, currentItemId: idOf(slidesIn(element)[index]), source }
  show(element, component)
  fire(component, 'change', detail)
  setTimeout(() => fire(component, 'animationfinish', detail), dataOf(component).duration)
}

/** Brings the slide that is to be shown into view, and marks its dot. */
function show(element: HTMLElement, component: Component) {
  const state = states.get(component)
  const dots = element.querySelector<HTMLElement>(':scope > .swiper-dots')
  if (!state || !dots) return
  const slides = slidesIn(element)
  dots.style.setProperty('--swiper-width', `${element.clientWidth}px`)
  dots.replaceChildren(
    ...slides.map((_, index) => {
      const dot = element.ownerDocument.createElement('i')
      dot.toggleAttribute('data-current', index === state.current)
      return dot
    }),
  )
  if (slideInView(element, component) === state.current) return
  const slide = slides[state.current] as HTMLElement | undefined
  if (!slide) return
  const { vertical } = dataOf(component)
  const first = slides[0] as HTMLElement
  const by = vertical ? slide.offsetTop - first.offsetTop : slide.offsetLeft - first.offsetLeft
  element.scrollTo?.({ left: vertical ? 0 : by, top: vertical ? by : 0, behavior: 'smooth' })
}

/** @returns undefined where nothing is laid out */
function slideInView(element: HTMLElement, component: Component): number | undefined {
  const { vertical } = dataOf(component)
  const [first] = slidesIn(element) as HTMLElement[]
  const size = (vertical ? first?.offsetHeight : first?.offsetWidth) ?? 0
  return size === 0
    ? undefined
    : Math.round((vertical ? element.scrollTop : element.scrollLeft) / size)
}

const slidesIn = (element: Element) => [...element.querySelectorAll(':scope > wx-swiper-item')]

const idOf = (slide: Element | undefined): string => text(slide && componentAt(slide)?.data?.itemId)
