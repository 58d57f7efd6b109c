/** The argument of `Component` or `Behavior`. */
type Definition = Record<string, unknown>

type Method = (this: Record<string, unknown>, ...args: unknown[]) => unknown

const types = new Set<unknown>([String, Number, Boolean, Object, Array, Function, null])

/**
 * A definition as the component engine takes it, where WeChat takes more: a property's types as a
 * list, observers that name a method or nothing, lifetimes that are no functions.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/reference/api/Component.html
 */
export function normalizeDefinition(definition: Definition): Definition {
  const normal = { ...definition }
  const { properties, observers } = definition
  if (isObject(properties)) normal.properties = mapValues(properties, normalizeProperty)
  if (isObject(observers) && !Array.isArray(observers)) {
    normal.observers = mapValues(withoutNothing(observers), observerOf)
  }
  for (const name of ['lifetimes', 'pageLifetimes']) {
    const functions = definition[name]
    if (isObject(functions)) normal[name] = onlyFunctions(functions)
  }
  for (const name of ['created', 'attached', 'ready', 'moved', 'detached']) {
    if (name in normal && typeof normal[name] !== 'function') delete normal[name]
  }
  return normal
}

const isObject = (value: unknown): value is Definition =>
  typeof value === 'object' && value !== null

/** `String`, `[String, Number]`, `null`, or `{ type, optionalTypes, value, observer }`. */
function normalizeProperty(given: unknown): Definition {
  if (!isObject(given) || Array.isArray(given)) return typed(given)
  const property = { ...given, ...typed(given.type ?? null, given.optionalTypes) }
  const { observer } = given
  if (observer === undefined || observer === null) return property
  return { ...property, observer: observerOf(observer) }
}

function typed(type: unknown, others: unknown = []): Definition {
  const all = [type, others].flat().filter((one) => types.has(one))
  const [first = null, ...optionalTypes] = all
  return { type: first, optionalTypes: first === null ? [] : optionalTypes }
}

/** A method may be named; if it does not exist, nothing is called, as in WeChat. */
function observerOf(observer: unknown): Method {
  if (typeof observer === 'function') return observer as Method
  return function (...args) {
    const method = this[String(observer)]
    return typeof method === 'function' ? (method as Method).apply(this, args) : undefined
  }
}

const withoutNothing = (values: Definition): Definition =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value != null))

const onlyFunctions = (values: Definition): Definition =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'function'))

const mapValues = (values: Definition, change: (value: unknown) => unknown): Definition =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]))
