/** The argument of `Page`, `Component` or `Behavior`. */
export type Definition = Record<string, unknown>

/** Fields that WeChat reads of a page's definition; all else is the page's own. */
const READ_OF_A_PAGE = new Set(['data', 'behaviors', 'options'])

/**
 * A page's definition apart: what WeChat reads, its methods, and the fields that each page gets a
 * copy of.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/reference/api/Page.html
 */
export function partsOfPage(definition: Definition): {
  read: Definition
  methods: Definition
  fields: Definition
} {
  const parts = { read: {} as Definition, methods: {} as Definition, fields: {} as Definition }
  for (const [name, value] of Object.entries(definition)) {
    if (READ_OF_A_PAGE.has(name)) parts.read[name] = value
    else if (typeof value === 'function') parts.methods[name] = value
    else parts.fields[name] = value
  }
  return parts
}

/**
 * A deep copy of plain objects and arrays, cycles included. Functions, dates and instances of
 * classes are not copied.
 */
export function copyFields<T>(value: T, copies = new Map<unknown, unknown>()): T {
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value
  const known = copies.get(value)
  if (known !== undefined) return known as T
  const copy: unknown = Array.isArray(value) ? [] : {}
  copies.set(value, copy)
  for (const [name, inner] of Object.entries(value)) {
    ;(copy as Definition)[name] = copyFields(inner as unknown, copies)
  }
  return copy as T
}

/** Of any realm: a test's objects may be made outside of the window. */
function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true
  const above = Object.getPrototypeOf(value) as object | null
  return above === null || Object.getPrototypeOf(above) === null
}

/** Those that WeChat has built in, such as `wx://form-field`, are names and no behaviors of a script. */
export function behaviorsOf({ behaviors }: Definition): { own: object[]; builtIn: string[] } {
  const all = Array.isArray(behaviors) ? (behaviors as unknown[]) : []
  return {
    own: all.filter((one): one is object => typeof one === 'object' && one !== null),
    builtIn: all.filter((one) => typeof one === 'string'),
  }
}
