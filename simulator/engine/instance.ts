import * as glassEasel from 'glass-easel'
import { watchShared } from '../wx/base/shared-value.ts'
import { animate, clearAnimation } from './animate.ts'
import { hostOf } from './component-context.ts'
import { tabBarOn } from './tab-bar-instances.ts'
import { descriptorOf } from './wxs/descriptor.ts'

type Data = Record<string, unknown>

/** The `this` of a mini-program's code, with the engine's component behind it. */
interface Instance {
  _$: glassEasel.GeneralComponent
  data: Data
}

type Listener = (result: object) => void

const listeners = new WeakMap<object, Listener>()

let updates = 0

/** Functions that end each style of `applyAnimatedStyle`. */
const animated = new Map<number, () => void>()
let lastStyle = 0

/**
 * Methods of every page and component, beyond what the component engine gives them.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/reference/api/Component.html
 */
export const instanceMethods = {
  /** Ignores `undefined` values; a call without data is no failure. */
  setData(this: Instance, given?: Data, then?: () => void) {
    const data = Object.entries(given ?? {}).filter(([, value]) => value !== undefined)
    const start = Date.now()
    this._$.setData(Object.fromEntries(data))
    tellOfUpdate(this, start, Object.keys(given ?? {}))
    if (typeof then !== 'function') return
    glassEasel.triggerRender(this._$, () =>
      glassEasel.safeCallback('setData callback', then, this, [], this._$),
    )
  },

  triggerEvent(this: Instance, type: string, detail: unknown = {}, options: object = {}) {
    this._$.triggerEvent(type, detail, options)
  },

  createSelectorQuery(this: Instance) {
    return hostOf(this._$)
      .wx.createSelectorQuery()
      .in(this as never)
  },

  createIntersectionObserver(this: Instance, options: object = {}) {
    return hostOf(this._$).wx.createIntersectionObserver(this, options)
  },

  animate(this: Instance, selector: string, frames: Data[], ...rest: unknown[]) {
    const [duration, then] = rest
    animate(found(this, selector), frames, Number(duration) || 0, callbackOf(then))
  },

  clearAnimation(this: Instance, selector: string, ...rest: unknown[]) {
    const [options, then] = typeof rest[0] === 'function' ? [undefined, rest[0]] : rest
    clearAnimation(found(this, selector), options as Record<string, boolean>)
    callbackOf(then)?.()
  },

  /**
   * Of Skyline: styles from shared values, applied again when one changes.
   *
   * https://developers.weixin.qq.com/miniprogram/dev/framework/runtime/skyline/worklet.html
   */
  applyAnimatedStyle(
    this: Instance,
    selector: string,
    styleOf: () => Data,
    _options?: object,
    then?: (result: { styleId: number }) => void,
  ) {
    const elements = this._$.getShadowRoot()?.querySelectorAll(selector) ?? []
    const end = watchShared(() => {
      const style = styleOf()
      for (const element of elements) descriptorOf(element).setStyle(style)
    })
    const styleId = ++lastStyle
    animated.set(styleId, end)
    then?.({ styleId })
  },

  clearAnimatedStyle(
    this: Instance,
    selector: string,
    styleIds: readonly number[],
    then?: () => void,
  ) {
    for (const id of styleIds) animated.get(id)?.()
    const elements = this._$.getShadowRoot()?.querySelectorAll(selector) ?? []
    for (const element of elements) descriptorOf(element).setStyle('')
    then?.()
  },

  /** The mini-program's own tab bar on this page; Skyline takes a callback besides. */
  getTabBar(this: Instance, then?: (tabBar: object | undefined) => void): object | undefined {
    const tabBar = tabBarOn(pageOf(this._$))
    if (typeof then === 'function') then.call(this, tabBar)
    return tabBar
  },

  /** The page's identity, the same for all components on it. */
  getPageId(this: Instance): string {
    return `pageId:${pageIdOf(this._$)}`
  },

  /** Called after each update with its duration; the parts of an update are not measured. */
  setUpdatePerformanceListener(this: Instance, _options: unknown, listener?: Listener) {
    if (typeof listener === 'function') listeners.set(this, listener)
    else listeners.delete(this)
  },
}

function tellOfUpdate(instance: Instance, updateStartTimestamp: number, dataPaths: string[]) {
  listeners.get(instance)?.call(instance, {
    updateProcessId: ++updates,
    isMergedUpdate: false,
    dataPaths,
    pendingStartTimestamp: updateStartTimestamp,
    updateStartTimestamp,
    updateEndTimestamp: Date.now(),
  })
}

const found = ({ _$: component }: Instance, selector: string) =>
  (component.getShadowRoot()?.querySelectorAll(selector) ?? []).map(
    (element) => element.$$ as unknown as HTMLElement,
  )

const callbackOf = (value: unknown) =>
  typeof value === 'function' ? (value as () => void) : undefined

/** The root of a component: its page, or the component that is drawn alone. */
function pageOf(component: glassEasel.GeneralComponent): glassEasel.GeneralComponent {
  const host = component.ownerShadowRoot?.getHostNode()
  return host ? pageOf(host) : component
}

const ids = new WeakMap<object, number>()
let lastId = 0

/** The number of the page that a component is on. */
export function pageIdOf(component: glassEasel.GeneralComponent): number {
  const page = pageOf(component)
  const id = ids.get(page) ?? ++lastId
  ids.set(page, id)
  return id
}
