import { HIDDEN_NAMES } from '../engine/modules.ts'
import { functionOver } from '../engine/own-function.ts'

/**
 * The globals of a phone's scripts, apart from those of every other phone in the test.
 * Scripts may change them and add to them, by `global.x = 1`, `globalThis.x = 1` or `Page = ...`.
 */
export function createScope(): Record<string, unknown> {
  const scope = Object.create(null) as Record<string, unknown>
  // Own names first, then those of the language.
  const whole = new Proxy(scope, {
    get: (own, name) => (name in own ? Reflect.get(own, name) : Reflect.get(globalThis, name)),
    has: (own, name) => (name in own ? Reflect.get(own, name) !== undefined : name in globalThis),
  })
  for (const name of HIDDEN_NAMES) scope[name] = undefined
  for (const name of ['setTimeout', 'setInterval'] as const) scope[name] = numbered(name)
  return Object.assign(scope, { global: whole, globalThis: whole, Function: functionOver(whole) })
}

/** A timer's id is a number in WeChat; Node's is an object. Looked up again: a test may fake timers. */
const numbered =
  (name: 'setTimeout' | 'setInterval') =>
  (...given: unknown[]) =>
    Number(Reflect.apply(globalThis[name] as (...args: unknown[]) => unknown, globalThis, given))
