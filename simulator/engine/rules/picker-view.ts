import { Changes, type BuiltIn } from './node.ts'

const turned = new Changes<number[]>('value')

/** The columns of a `picker-view`, in order. */
export const columnsIn = (view: BuiltIn): BuiltIn[] =>
  view.within().filter(({ tag }) => tag === 'picker-view-column')

/** The index of each column: as the user turned it, or else as the template sets it. */
export function turnedTo(view: BuiltIn): number[] {
  const value = turned.get(view) ?? view.prop('value')
  const given = Array.isArray(value) ? (value as unknown[]) : []
  return columnsIn(view).map((_, column) => Math.max(0, Number(given[column]) || 0))
}

/**
 * The user turned a column, and it came to rest.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/component/picker-view.html
 */
export function turn(view: BuiltIn, column: number, index: number) {
  const before = turnedTo(view)
  if (before[column] === index) return
  const value = before.map((old, other) => (other === column ? index : old))
  turned.set(view, value)
  view.fire('change', { value })
}

/** Returns a picker view to the template's value. */
export const resetPickerView = (view: BuiltIn) => turned.forget(view)
