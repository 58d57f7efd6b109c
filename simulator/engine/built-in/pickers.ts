import type { BuiltIn } from '../rules/node.ts'
import { cancelPick, columnsOf, modeOf, pick, pickedIn, turnColumn } from '../rules/picker.ts'
import { whyNotPick, type PickerValue } from '../rules/picker.ts'
import { regions } from '../rules/regions.ts'
import { type Drawing, text } from './built-in.ts'
import { nodeOf } from './node.ts'
import { markUnknown } from './unknown.ts'

type Control = HTMLSelectElement | HTMLInputElement

/** The browser's own lists and calendars, laid over the picker, stand in for WeChat's. */
export const picker: Drawing = {
  tag: 'picker',
  properties: {
    mode: { type: String, value: 'selector' },
    range: { type: Array, value: [] },
    rangeKey: String,
    value: { type: null, value: null },
    disabled: Boolean,
    headerText: String,
    name: String,
    level: String,
    customItem: String,
    start: String,
    end: String,
    fields: { type: String, value: 'day' },
  },
  attached(element) {
    const controls = document.createElement('div')
    controls.className = 'picker-controls'
    element.append(controls)
  },
  update(element, data: Record<string, unknown>, component) {
    const node = nodeOf(component)
    const mode = modeOf(node)
    if (mode === undefined)
      return markUnknown(element, `<picker mode="${text(data.mode)}"> is not simulated`)
    const place = element.querySelector('.picker-controls')
    if (!place) return
    const isList = mode === 'selector' || mode === 'multiSelector'
    const drawn = isList
      ? drawLists(node)
      : [mode === 'region' ? drawPlaces(node) : drawCalendar(node, data)]
    for (const control of drawn) {
      control.disabled = Boolean(data.disabled)
      control.setAttribute('aria-label', text(data.headerText || data.ariaLabel))
    }
    if (sameControls(place, drawn)) return
    place.replaceChildren(...drawn)
  },
}

/** Redrawing would take the focus away, and close an open list. */
function sameControls(place: Element, drawn: Control[]): boolean {
  const present = [...place.children] as Control[]
  const isSame =
    present.length === drawn.length &&
    present.every((control, index) => control.isEqualNode(drawn[index] ?? null))
  if (isSame) present.forEach((control, index) => (control.value = drawn[index]?.value ?? ''))
  return isSame
}

function drawLists(node: BuiltIn): HTMLSelectElement[] {
  const chosen = [pickedIn(node)].flat()
  return columnsOf(node).map((labels, column) => {
    const list = document.createElement('select')
    list.append(...labels.map((label, index) => new Option(label, String(index))))
    list.value = String(chosen[column] ?? 0)
    listen(node, list, () => {
      if (modeOf(node) === 'selector') return list.value
      turnColumn(node, column, Number(list.value))
      const now = [pickedIn(node)].flat()
      return now.map((index, other) => Number(other === column ? list.value : index))
    })
    return list
  })
}

/** One place of each province, and the selected one. */
function drawPlaces(node: BuiltIn): HTMLSelectElement {
  const chosen = pickedIn(node) as string[]
  const depth = chosen.length || 3
  const places = new Set([chosen, ...regions.map(({ names }) => names.slice(0, depth))].map(String))
  const list = document.createElement('select')
  list.append(
    ...[...places].filter(Boolean).map((place) => new Option(place.replaceAll(',', ' '), place)),
  )
  list.value = String(chosen)
  listen(node, list, () => list.value.split(','))
  return list
}

function drawCalendar(node: BuiltIn, data: Record<string, unknown>): HTMLInputElement {
  const field = document.createElement('input')
  const fields = text(data.fields)
  field.type = data.mode === 'time' ? 'time' : fields === 'day' ? 'date' : fields
  if (fields === 'year') field.type = 'number'
  field.min = text(data.start)
  field.max = text(data.end)
  field.value = String(pickedIn(node))
  field.addEventListener('click', () => field.showPicker())
  listen(node, field, () => field.value)
  return field
}

/** Ignores values that a person could not choose in WeChat. */
function listen(node: BuiltIn, control: Control, value: () => PickerValue) {
  let hasChanged = false
  control.addEventListener('input', (event) => event.stopPropagation())
  control.addEventListener('change', (event) => {
    event.stopPropagation()
    hasChanged = true
    const chosen = value()
    if (whyNotPick(node, chosen) === undefined) pick(node, chosen)
    else node.redraw?.()
  })
  control.addEventListener('blur', () => {
    if (!hasChanged) cancelPick(node)
    hasChanged = false
  })
}
