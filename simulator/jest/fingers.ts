import { dragMovable } from '../engine/built-in/movable.ts'
import { componentAt } from '../engine/built-in/node.ts'
import { swipeTo } from '../engine/built-in/swiper.ts'
import { columnsIn, turn as turnColumn } from '../engine/rules/picker-view.ts'
import { pick, type PickerValue } from '../engine/rules/picker.ts'
import { moveSlider } from '../engine/rules/slider.ts'
import { fireTouch, touchAt } from '../engine/touches.ts'
import { builtIn, pageElementOf, tagOf } from './elements.ts'
import { Reach, type Target } from './reach.ts'
import { turn } from './wait.ts'

/** Gestures other than a tap. */
export class Fingers extends Reach {
  /**
   * Chooses in the picker that has this text, or turns the columns of the `picker-view` it is in.
   *
   * @param value the index of an item, one for each column, `hh:mm` or `YYYY-MM-DD`
   * @throws when there is no such item, or it is before `start` or after `end`
   */
  async pick(picker: Target, value: PickerValue) {
    const element = await this.#control(picker, 'picker', 'picker-view')
    this.assertTouchable(element, 'choose in')
    if (tagOf(element) === 'picker-view') this.#turnColumns(element, value)
    else pick(builtIn(element), value)
    await turn()
  }

  /** Moves a slider to a value, by whole steps, and lets go of it: `bindchanging`, `bindchange`. */
  async slide(slider: Target, value: number) {
    const element = await this.#control(slider, 'slider')
    this.assertTouchable(element, 'move')
    const node = builtIn(element)
    moveSlider(node, value, false)
    moveSlider(node, value, true)
    await turn()
  }

  /** Turns a swiper to another slide, counted from 0: `bindchange`, with `source: 'touch'`. */
  async swipe(swiper: Target, index: number) {
    const element = await this.#control(swiper, 'swiper')
    this.assertTouchable(element, 'swipe')
    const count = element.querySelectorAll(':scope > wx-swiper-item').length
    if (!Number.isInteger(index) || index < 0 || index >= count) {
      throw new Error(`Nobody can swipe to ${index}: the swiper has ${count} slides, from 0.`)
    }
    const component = componentAt(element)
    if (component) swipeTo(element as HTMLElement, component, index)
    await turn()
  }

  /**
   * Puts a finger on something, moves it by so many pixels and lifts it: `touchstart`, `touchmove`,
   * `touchend`; a `movable-view` goes along.
   */
  async drag(target: Target, by: { x?: number; y?: number }) {
    const element = await this.#touched(target, 'drag')
    const { x = 0, y = 0 } = by
    const component = componentAt(element)
    if (!component) return
    fireTouch(component, 'touchstart', touchAt({ x: 0, y: 0 }))
    fireTouch(component, 'touchmove', touchAt({ x, y }))
    const movable = element.closest<HTMLElement>('wx-movable-view')
    const moved = movable && componentAt(movable)
    if (moved) dragMovable(movable, moved, { x, y })
    fireTouch(component, 'touchend', touchAt({ x, y }))
    await turn()
  }

  /** Keeps a finger on something for longer than 350 ms: `longpress`. */
  async longPress(target: Target) {
    const component = componentAt(await this.#touched(target, 'press'))
    if (component) fireTouch(component, 'longpress', touchAt({ x: 0, y: 0 }))
    await turn()
  }

  async #touched(target: Target, act: string): Promise<Element> {
    const element = await this.element(target)
    if (!element)
      throw new Error(`Nobody can ${act} this: it is not on the page.\n${this.screen.print()}`)
    const touched = pageElementOf(element)
    this.assertTouchable(touched, act)
    return touched
  }

  /** WeChat's component of one of these kinds that is meant: it has the text, or is around it. */
  async #control(target: Target, ...tags: string[]): Promise<Element> {
    const selector = tags.map((tag) => `wx-${tag}`).join(', ')
    const element = await this.element(target)
    const found = element?.closest(selector) ?? element?.querySelector(selector)
    if (found) return found
    throw new Error(`There is no such ${tags[0]}.\n${this.screen.print()}`)
  }

  #turnColumns(element: Element, value: PickerValue) {
    const view = builtIn(element)
    const columns = columnsIn(view)
    const wanted = Array.isArray(value) ? value : [value]
    for (const [at, column] of columns.entries()) {
      const index = Number(wanted[at])
      const count = column.within().filter((one) => one.around()[0] === column).length
      if (!Number.isInteger(index) || index < 0 || index >= count) {
        throw new Error(
          `Column ${at} has ${count} items, from 0; there is no ${String(wanted[at])}.`,
        )
      }
    }
    columns.forEach((_, at) => turnColumn(view, at, Number(wanted[at])))
  }
}
