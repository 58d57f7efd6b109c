import { columnsIn, turn, turnedTo } from '../rules/picker-view.ts'
import { nearest } from '../rules/node.ts'
import { type Component, type Drawing, fire, text } from './built-in.ts'
import { componentOf, nodeOf, onRedraw } from './node.ts'

/** WeChat's height of an item, unless `indicator-style` says another. */
const ITEM_PX = 34

/** https://developers.weixin.qq.com/miniprogram/dev/component/picker-view.html */
const pickerView: Drawing = {
  tag: 'picker-view',
  properties: {
    value: { type: Array, value: [] },
    indicatorStyle: String,
    indicatorClass: String,
    maskStyle: String,
    maskClass: String,
    immediateChange: Boolean,
    name: String,
  },
  update(element, data: Record<string, unknown>, component) {
    const height = /(?:^|;)\s*height\s*:\s*([^;]+)/.exec(text(data.indicatorStyle))?.[1]
    element.style.setProperty('--picker-item', height ?? `${ITEM_PX}px`)
    const node = nodeOf(component)
    for (const column of columnsIn(node)) {
      const drawn = componentOf(column)
      if (drawn) turnDrawn(drawn)
    }
  },
}

const pickerViewColumn: Drawing = {
  tag: 'picker-view-column',
  attached(element, component) {
    const view = () => nearest(nodeOf(component), 'picker-view')
    let isTurning = false
    element.addEventListener('scroll', () => {
      const outer = view()
      const drawn = outer && componentOf(outer)
      if (!isTurning && drawn) fire(drawn, 'pickstart')
      isTurning = true
    })
    element.addEventListener('scrollend', () => {
      const outer = view()
      const drawn = outer && componentOf(outer)
      if (!outer || !drawn) return
      turn(outer, columnsIn(outer).indexOf(nodeOf(component)), indexOf(element))
      if (isTurning) fire(drawn, 'pickend')
      isTurning = false
    })
    onRedraw(component, () => turnDrawn(component))
    const { defaultView } = element.ownerDocument
    defaultView?.requestAnimationFrame(() => turnDrawn(component))
  },
}

/** The index of the item in the middle of a column. */
function indexOf(column: HTMLElement): number {
  const item = column.firstElementChild as HTMLElement | null
  const height = item?.offsetHeight || ITEM_PX
  return Math.round(column.scrollTop / height)
}

/** Scrolls a column to its selected item. */
function turnDrawn(component: Component) {
  const node = nodeOf(component)
  const view = nearest(node, 'picker-view')
  if (!view) return
  const element = component.getBackendElement() as unknown as HTMLElement | null
  if (!element) return // removed before the frame came
  const item = element.firstElementChild as HTMLElement | null
  const top = (turnedTo(view)[columnsIn(view).indexOf(node)] ?? 0) * (item?.offsetHeight || ITEM_PX)
  if (Math.abs(element.scrollTop - top) > 1) element.scrollTop = top
}

/** Drawings of `picker-view` and its columns. */
export const pickerViews = [pickerView, pickerViewColumn]
