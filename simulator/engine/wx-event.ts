import type { Element as EngineElement, ShadowedEvent } from 'glass-easel'

interface Touch {
  identifier: number
  clientX: number
  clientY: number
  pageX: number
  pageY: number
}

/** An event's data on its target, or on the listening component. */
interface EventTarget {
  id: string
  dataset: Record<string, unknown>
  readonly offsetLeft: number
  readonly offsetTop: number
}

/**
 * The event that a mini-program's handler gets. All its fields are its own, so that `{...event}` and
 * `Object.assign({}, event)` copy them.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/view/wxml/event.html
 */
export interface WxEvent {
  type: string
  timeStamp: number
  target: EventTarget
  currentTarget: EventTarget
  mark: Record<string, unknown>
  detail: unknown
  touches?: Touch[]
  changedTouches?: Touch[]
}

/** An event of the component engine as a mini-program knows it. */
export function wxEventOf(event: ShadowedEvent<unknown>): WxEvent {
  const { type, timeStamp, mark, detail } = event
  const made: WxEvent = {
    type,
    timeStamp,
    target: targetOf(event.target),
    currentTarget: targetOf(event.currentTarget),
    mark: mark ?? {},
    detail,
  }
  const touches = touchesOf(event)
  if (touches) {
    if (type.startsWith('touch')) made.detail = {}
    Object.assign(made, touches)
  }
  return Object.assign(made, event.extraFields)
}

function targetOf(target: EngineElement): EventTarget {
  const element = elementOf(target)
  return {
    id: target.id ?? '',
    dataset: { ...target.dataset },
    // Measured when it is read, because that may lay out the page.
    get offsetLeft() {
      return element()?.offsetLeft ?? 0
    },
    get offsetTop() {
      return element()?.offsetTop ?? 0
    },
  }
}

/** A component is represented by its own `this`, if it has one. */
const elementOf = (target: EngineElement) => () => {
  const component = (target as unknown as { _$?: EngineElement })._$ ?? target
  return component.$$ as unknown as HTMLElement | null
}

const isByFinger = /^(?:touch|tap$|longpress$|longtap$)/

function touchesOf(
  event: ShadowedEvent<unknown>,
): Pick<WxEvent, 'touches' | 'changedTouches'> | undefined {
  if (!isByFinger.test(event.type)) return undefined
  const original = event.getOriginalEvent() as Partial<TouchEvent> | undefined
  if (original?.changedTouches) {
    return {
      touches: [...(original.touches ?? [])].map(plainTouch),
      changedTouches: [...original.changedTouches].map(plainTouch),
    }
  }
  const { x = 0, y = 0 } = (event.detail ?? {}) as { x?: number; y?: number }
  const touch = { identifier: 0, clientX: x, clientY: y, pageX: x, pageY: y }
  const isOver = event.type === 'touchend' || event.type === 'touchcancel'
  return { touches: isOver ? [] : [touch], changedTouches: [touch] }
}

function plainTouch({ identifier, clientX, clientY, pageX, pageY }: Touch): Touch {
  return { identifier, clientX, clientY, pageX, pageY }
}
