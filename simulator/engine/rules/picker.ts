import { codesOf } from './regions.ts'
import { Changes, isSet, textOf, type BuiltIn } from './node.ts'

const modes = ['selector', 'multiSelector', 'time', 'date', 'region'] as const

/** The modes of a picker. */
export type PickerMode = (typeof modes)[number]

/** An index, an index for each column, `hh:mm`, a date as long as `fields` says, or names of places. */
export type PickerValue = string | number[] | string[]

const picked = new Changes<PickerValue>('value')

/** @returns `undefined` for a mode that is not simulated */
export function modeOf(picker: BuiltIn): PickerMode | undefined {
  const mode = textOf(picker, 'mode', 'selector')
  return modes.find((known) => known === mode)
}

/** The labels to choose from, for each column. */
export function columnsOf(picker: BuiltIn): string[][] {
  const range = picker.prop('range')
  if (!Array.isArray(range)) return []
  const columns = modeOf(picker) === 'multiSelector' ? (range as unknown[]) : [range]
  return columns.map((items) =>
    Array.isArray(items) ? items.map((item) => labelOf(picker, item)) : [],
  )
}

function labelOf(picker: BuiltIn, item: unknown): string {
  const key = textOf(picker, 'rangeKey')
  const label =
    typeof item === 'object' && item !== null ? (item as Record<string, unknown>)[key] : item
  return typeof label === 'string' || typeof label === 'number' ? String(label) : ''
}

/** The chosen value: the user's, or else the template's. */
export function pickedIn(picker: BuiltIn): PickerValue {
  const change = picked.get(picker)
  if (change !== undefined) return change
  const value = picker.prop('value')
  if (modeOf(picker) === 'region') return Array.isArray(value) ? (value as string[]) : []
  if (modeOf(picker) === 'multiSelector') {
    const indexes = Array.isArray(value) ? (value as number[]) : []
    return columnsOf(picker).map((_, column) => indexes[column] ?? 0)
  }
  const isText = typeof value === 'string' || typeof value === 'number'
  return isText ? String(value) : modeOf(picker) === 'selector' ? '0' : ''
}

/** Formats of a date for each `fields`. */
const dates: Record<string, RegExp> = {
  year: /^\d{4}$/,
  month: /^\d{4}-(?:0[1-9]|1[0-2])$/,
  day: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
}
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/

/** The number of place names for each `level`. */
const depths: Record<string, number> = { province: 1, city: 2, region: 3, 'sub-district': 4 }

/**
 * The reason why a value can't be chosen: the item does not exist, or is before `start` or after
 * `end`.
 *
 * @returns `undefined` if it can be chosen
 */
export function whyNotPick(picker: BuiltIn, value: PickerValue): string | undefined {
  const mode = modeOf(picker)
  if (mode === undefined) return `picker mode="${textOf(picker, 'mode')}" is not simulated`
  if (isSet(picker, 'disabled')) return 'the picker is disabled'
  if (mode === 'selector' || mode === 'multiSelector') {
    const chosen = [value].flat().map(Number)
    const columns = columnsOf(picker)
    const fits =
      chosen.length === columns.length &&
      chosen.every((index, column) => columns[column]?.[index] !== undefined)
    return fits ? undefined : `it has no item ${String(value)}`
  }
  if (mode === 'region') {
    const depth = depths[textOf(picker, 'level')] ?? 3
    const isPlace = Array.isArray(value) && value.length === depth
    return isPlace ? undefined : `${String(value)} is no list of ${depth} places`
  }
  const form = mode === 'time' ? TIME : (dates[textOf(picker, 'fields', 'day')] ?? dates.day)
  if (typeof value !== 'string' || !form?.test(value))
    return `${String(value)} is no ${mode} it takes`
  const [start, end] = [textOf(picker, 'start'), textOf(picker, 'end')]
  if (start !== '' && value < start.slice(0, value.length)) return `${value} is before ${start}`
  if (end !== '' && value > end.slice(0, value.length)) return `${value} is after ${end}`
  return undefined
}

/**
 * A person chose, and closed the picker with its confirm button.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/component/picker.html
 *
 * @throws Error when it can't be chosen
 */
export function pick(picker: BuiltIn, value: PickerValue) {
  const problem = whyNotPick(picker, value)
  if (problem !== undefined) throw new Error(`Nobody can pick this: ${problem}.`)
  picked.set(picker, value)
  const isRegion = modeOf(picker) === 'region'
  const code = isRegion ? codesOf(value as string[]) : []
  picker.fire('change', isRegion ? { value, code, postcode: '' } : { value })
}

/** In a picker with several columns, one was turned; nothing is chosen yet. */
export function turnColumn(picker: BuiltIn, column: number, value: number) {
  picker.fire('columnchange', { column, value })
}

/** A person closed the picker without choosing. */
export function cancelPick(picker: BuiltIn) {
  picker.fire('cancel', {})
}

/** Returns a picker to the template's value. */
export const resetPicker = (picker: BuiltIn) => picked.forget(picker)
