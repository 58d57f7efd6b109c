import { enterText, valueOf } from '../../engine/rules/fields.ts'
import { isSet } from '../../engine/rules/node.ts'
import { moveSlider } from '../../engine/rules/slider.ts'
import { nodeOf } from '../../engine/built-in/node.ts'
import { ProtocolError } from '../protocol.ts'
import { tap } from './gestures.ts'
import { drawnAs } from './handles.ts'
import type { Component } from './phone.ts'
import { tagOf, type Node } from './tree.ts'
import { wait, waitFor } from './wait.ts'

type Run = (component: Component, element: HTMLElement, ...args: never[]) => unknown

/** Functions that the client calls by name on some of WeChat's components. */
const functions: Record<string, Run> = {
  'input.input': type,
  'textarea.input': type,
  'switch.tap': (_, element) => tap(element),
  'slider.slideTo': slideTo,
  'swiper.swipeTo': swipeTo,
  'movable-view.moveTo': moveTo,
  'scroll-view.scrollTo': scrollTo,
  'scroll-view.scrollTop': (_, element) => element.scrollTop,
  'scroll-view.scrollLeft': (_, element) => element.scrollLeft,
  'scroll-view.scrollWidth': (_, element) => element.scrollWidth,
  'scroll-view.scrollHeight': (_, element) => element.scrollHeight,
}

/** @throws ProtocolError if the function does not exist, or the element is of another kind */
export async function callFunction(node: Node, name: string, args: unknown[]): Promise<unknown> {
  const run = Object.hasOwn(functions, name) ? functions[name] : undefined
  const component = node.asGeneralComponent()
  if (!run || !component) throw new ProtocolError(`${name} unimplemented`)
  const [tag = ''] = name.split('.')
  if (tagOf(node) !== tag) throw new ProtocolError(`${name} is for <${tag}>, not <${tagOf(node)}>`)
  return run(component, drawnAs(node), ...(args as never[]))
}

/** The user types: the field takes as much as its keyboard and its `maxlength` allow. */
async function type(component: Component, element: HTMLElement, value: string) {
  const field = element.querySelector<HTMLInputElement>('input, textarea')
  if (field?.disabled) throw new ProtocolError('the field is disabled: nobody can type there')
  const node = nodeOf(component)
  field?.focus()
  enterText(node, value)
  if (field) field.value = valueOf(node)
  await wait(0)
}

async function slideTo(component: Component, _: HTMLElement, value: number) {
  const slider = nodeOf(component)
  if (isSet(slider, 'disabled')) throw new ProtocolError('the slider is disabled')
  moveSlider(slider, value, true)
  await wait(0)
}

async function scrollTo(_: Component, element: HTMLElement, left: number, top: number) {
  element.scrollTo({ left, top, behavior: 'instant' })
  await wait(50) // the event of scrolling comes with the next frame
}

/** Longer than any slide takes to come to rest. */
const SWIPE_MS = 2_000

async function swipeTo(component: Component, element: HTMLElement, index: number) {
  const slides = [...element.querySelectorAll('wx-swiper-item')]
  const slide = slides[index]
  if (!slide)
    throw new ProtocolError(`the swiper has ${slides.length} slides, none at ${String(index)}`)
  const { vertical } = component.data as { vertical?: boolean }
  const left = vertical ? 0 : index * element.clientWidth
  const top = vertical ? index * element.clientHeight : 0
  const isMoving = Math.abs(element.scrollLeft - left) + Math.abs(element.scrollTop - top) > 1
  const settled = new Promise((resolve) =>
    element.addEventListener('scrollend', resolve, { once: true }),
  )
  element.scrollTo({ left, top, behavior: 'instant' })
  if (isMoving) await Promise.race([settled, wait(SWIPE_MS)])
  await waitFor(() => (element.isConnected ? true : undefined), 100)
}

/** A finger drags it there; it stays within its area. */
async function moveTo(component: Component, element: HTMLElement, x: number, y: number) {
  if ((component.data as { direction?: string }).direction === 'none') {
    throw new ProtocolError('nobody can move it: its direction is none')
  }
  const start = placeOf(element)
  const at = (clientX: number, clientY: number) => ({ clientX, clientY, bubbles: true })
  element.dispatchEvent(new PointerEvent('pointerdown', at(0, 0)))
  element.dispatchEvent(new PointerEvent('pointermove', at(x - start.x, y - start.y)))
  element.dispatchEvent(new PointerEvent('pointerup', at(x - start.x, y - start.y)))
  await wait(0)
}

/** Distance of a `movable-view` from its area's corner, in pixels. */
export function placeOf(element: HTMLElement): { x: number; y: number } {
  const read = (name: string) => parseFloat(element.style.getPropertyValue(name)) || 0
  return { x: read('--movable-x'), y: read('--movable-y') }
}
