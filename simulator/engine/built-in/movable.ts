import { type Component, type Drawing, fire, text } from './built-in.ts'

interface Place {
  x: number
  y: number
}

const places = new WeakMap<Component, Place>()

/** A number of pixels, given as one or as `10px`. */
const pixels = (value: unknown): number => Number.parseFloat(text(value)) || 0

/** https://developers.weixin.qq.com/miniprogram/dev/component/movable-view.html */
const movableView: Drawing = {
  tag: 'movable-view',
  properties: {
    direction: { type: String, value: 'none' },
    inertia: Boolean,
    outOfBounds: Boolean,
    x: { type: null, value: 0 },
    y: { type: null, value: 0 },
    damping: Number,
    friction: Number,
    disabled: Boolean,
    scale: Boolean,
    scaleMin: Number,
    scaleMax: Number,
    scaleValue: { type: Number, value: 1 },
    animation: { type: null, value: true },
  },
  attached(element, component) {
    element.addEventListener('pointerdown', (down) => {
      const data = component.data as Record<string, unknown>
      if (data.disabled || data.direction === 'none') return
      const start = places.get(component) ?? { x: 0, y: 0 }
      const view = element.ownerDocument.defaultView as Window
      const move = ({ clientX, clientY }: PointerEvent) => {
        const by = { x: clientX - down.clientX, y: clientY - down.clientY }
        moveTo(element, component, allowed(start, by, text(data.direction)), 'touch')
      }
      const stop = () => {
        view.removeEventListener('pointermove', move)
        view.removeEventListener('pointerup', stop)
      }
      view.addEventListener('pointermove', move)
      view.addEventListener('pointerup', stop)
    })
  },
  update(element, data: Record<string, unknown>, component) {
    const place = { x: pixels(data.x), y: pixels(data.y) }
    element.style.setProperty('--movable-scale', text(data.scaleValue))
    moveTo(element, component, place, '')
  },
}

/** A finger moves it by so much from where it is; one that is disabled, or has no direction, stays. */
export function dragMovable(element: HTMLElement, component: Component, by: Place) {
  const { disabled, direction } = component.data as Record<string, unknown>
  if (disabled || direction === 'none') return
  const start = places.get(component) ?? { x: 0, y: 0 }
  moveTo(element, component, allowed(start, by, text(direction)), 'touch')
}

function allowed(start: Place, by: Place, direction: string): Place {
  return {
    x: start.x + (direction === 'vertical' ? 0 : by.x),
    y: start.y + (direction === 'horizontal' ? 0 : by.y),
  }
}

/** It stays within its area. */
function moveTo(element: HTMLElement, component: Component, to: Place, source: string) {
  const area = element.closest('wx-movable-area')
  const room = area && {
    x: Math.max(0, area.clientWidth - element.offsetWidth),
    y: Math.max(0, area.clientHeight - element.offsetHeight),
  }
  const isMeasured = room && area.clientWidth > 0
  const place = isMeasured
    ? { x: Math.min(room.x, Math.max(0, to.x)), y: Math.min(room.y, Math.max(0, to.y)) }
    : to
  const before = places.get(component)
  places.set(component, place)
  element.style.setProperty('--movable-x', `${place.x}px`)
  element.style.setProperty('--movable-y', `${place.y}px`)
  if (before && (before.x !== place.x || before.y !== place.y)) {
    fire(component, 'change', { ...place, source })
  }
}

/** Drawings of movable areas and views. */
export const movables: Drawing[] = [
  { tag: 'movable-area', properties: { scaleArea: Boolean } },
  movableView,
]
