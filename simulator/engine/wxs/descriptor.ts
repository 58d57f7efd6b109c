import { safeCallback, type Element as EngineElement, type GeneralComponent } from 'glass-easel'

/** A component as WXS sees it: its styles and classes can be changed without the page's script. */
export interface ComponentDescriptor {
  selectComponent(selector: string): ComponentDescriptor | null
  selectAllComponents(selector: string): ComponentDescriptor[]
  /** @param style a text of CSS, or an object of properties in camelCase */
  setStyle(style: string | Record<string, unknown>): ComponentDescriptor
  addClass(...names: string[]): ComponentDescriptor
  removeClass(...names: string[]): ComponentDescriptor
  hasClass(name: string): boolean
  getDataset(): Record<string, unknown>
  /** An object of the component's own, which lasts as long as the component. */
  getState(): Record<string, unknown>
  triggerEvent(type: string, detail?: unknown, options?: object): void
  /** Calls a method of the page or component: soon, as it runs in another thread of WeChat. */
  callMethod(name: string, argument?: unknown): void
  requestAnimationFrame(then: () => void): void
  setTimeout(then: () => void, milliseconds?: number): unknown
  clearTimeout(timer: unknown): void
  getComputedStyle(names?: string[]): Record<string, string>
  getBoundingClientRect(): Record<'left' | 'top' | 'right' | 'bottom' | 'width' | 'height', number>
}

/** glass-easel's segment for styles and classes that outweigh the template's. */
const OVER_TEMPLATE = 3

const descriptors = new WeakMap<EngineElement, ComponentDescriptor>()

/**
 * The same component has the same descriptor.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/view/interactive-animation.html
 */
export function descriptorOf(element: EngineElement): ComponentDescriptor {
  const known = descriptors.get(element)
  if (known) return known
  const made = describe(element)
  descriptors.set(element, made)
  return made
}

function describe(element: EngineElement): ComponentDescriptor {
  const state: Record<string, unknown> = {}
  const inside = () => (element as GeneralComponent).getShadowRoot?.() ?? element
  const dom = () => element.$$ as unknown as HTMLElement
  const view = () => dom().ownerDocument.defaultView as Window & typeof globalThis
  const component: ComponentDescriptor = {
    selectComponent(selector) {
      const found = inside().querySelector(selector)
      return found ? descriptorOf(found) : null
    },
    selectAllComponents: (selector) => inside().querySelectorAll(selector).map(descriptorOf),
    setStyle(style) {
      element.setNodeStyle(typeof style === 'string' ? style : cssOf(style), OVER_TEMPLATE)
      return component
    },
    addClass(...names) {
      for (const name of words(names)) element.toggleNodeClass(name, true, OVER_TEMPLATE)
      return component
    },
    removeClass(...names) {
      for (const name of words(names)) {
        for (const segment of [0, OVER_TEMPLATE]) {
          element.toggleNodeClass(name, false, segment)
        }
      }
      return component
    },
    hasClass: (name) =>
      [0, OVER_TEMPLATE].some((segment) => element.classList?.contains(name, segment)),
    getDataset: () => ({ ...element.dataset }),
    getState: () => state,
    triggerEvent(type, detail, options) {
      element.triggerEvent(type, detail ?? {}, options)
    },
    callMethod(name, argument) {
      const caller = (element as GeneralComponent).getMethodCaller() as unknown as Record<
        string,
        ((argument: unknown) => void) | undefined
      >
      const method = caller[name]
      if (typeof method !== 'function') throw new TypeError(`the component has no method ${name}`)
      const host = element as GeneralComponent
      queueMicrotask(() => safeCallback('callMethod', method, caller, [argument], host))
    },
    requestAnimationFrame: (then) => void view().requestAnimationFrame(() => then()),
    setTimeout: (then, milliseconds) => view().setTimeout(then, milliseconds),
    clearTimeout: (timer) => view().clearTimeout(timer as number),
    getComputedStyle(names = []) {
      const style = view().getComputedStyle(dom())
      return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(dashed(name))]))
    },
    getBoundingClientRect() {
      const { left, top, right, bottom, width, height } = dom().getBoundingClientRect()
      return { left, top, right, bottom, width, height }
    },
  }
  return component
}

const words = (names: string[]) => names.flatMap((name) => name.split(/\s+/)).filter(Boolean)

const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const cssOf = (style: Record<string, unknown>) =>
  Object.entries(style)
    .map(([name, value]) => `${dashed(name)}:${String(value)}`)
    .join(';')
