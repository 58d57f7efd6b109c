import type { Context } from '../../wx/context.ts'
import type { Wx } from '../../wx/call.ts'

/**
 * One of WeChat's own components on a page, in the form that the rules work on. A component is always
 * represented by the same object: the person's changes are stored under it.
 */
export interface BuiltIn {
  /** `button`, `input`..., or the tag of a component of the project. */
  readonly tag: string
  /** A property as the template set it; names are camelCase. `undefined` where it did not. */
  prop(name: string): unknown
  /** Its ancestors, the nearest first. */
  around(): BuiltIn[]
  /** Its descendants, in the page's order. */
  within(): BuiltIn[]
  /** The page or component whose template contains it. */
  scope(): object | undefined
  /** Sends its event to the mini-program; gives what a listener returned, where one did. */
  fire(type: string, detail: object): unknown
  /** Called when state other than its properties changed: `checked`, a text. */
  redraw?(): void
  /** Writes a person's change back to the page's data, for `model:` bindings. */
  write?(name: string, value: unknown): void
  /** The role of a component of the project in the form around it. */
  formRole?(): 'field' | 'group' | 'button' | undefined
  /** The component whose template contains it; undefined on a page. */
  host?(): BuiltIn | undefined
  /** Lets a person type into it. */
  focus?(): void
}

/** The phone the components are on. */
export interface Host {
  context: Context
  wx: Wx
  /** Taps a component as a person does. */
  tap(node: BuiltIn): void
}

/**
 * True when a property of type Boolean is set. As WeChat warns, the text `"false"` is true.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/reference/wxml/data.html
 */
export const isSet = (node: BuiltIn, name: string): boolean => Boolean(node.prop(name))

/** A property as text; what is no text and no number, or empty, gives `fallback`. */
export const textOf = (node: BuiltIn, name: string, fallback = ''): string => {
  const value = node.prop(name)
  const isText = typeof value === 'string' || typeof value === 'number'
  return isText && value !== '' ? String(value) : fallback
}

/** A property as a number; what is none gives `fallback`. */
export const numberOf = (node: BuiltIn, name: string, fallback: number): number => {
  const value = node.prop(name)
  if (value === undefined || value === null || value === '') return fallback
  const number = Number(value)
  return Number.isFinite(number) ? number : fallback
}

/** The nearest component of one of these tags: the node itself or one around it. */
export function nearest(node: BuiltIn, ...tags: string[]): BuiltIn | undefined {
  return [node, ...node.around()].find(({ tag }) => tags.includes(tag))
}

/**
 * A person's changes to a component, over the template's values: each holds until the template
 * gives another value than it had then. Setting the same value again changes nothing, as in WeChat.
 */
export class Changes<Value> {
  readonly #property: string
  readonly #changes = new WeakMap<BuiltIn, { to: Value; over: unknown }>()

  /** @param property the template's, which a person can overrule */
  constructor(property: string) {
    this.#property = property
  }

  set(node: BuiltIn, to: Value) {
    this.#changes.set(node, { to, over: node.prop(this.#property) })
    node.write?.(this.#property, to)
    node.redraw?.()
  }

  forget(node: BuiltIn) {
    if (this.#changes.delete(node)) node.redraw?.()
  }

  get(node: BuiltIn): Value | undefined {
    const change = this.#changes.get(node)
    if (change === undefined) return undefined
    if (Object.is(change.over, node.prop(this.#property))) return change.to
    this.#changes.delete(node) // from now on the template counts
    return undefined
  }
}
