import type { Call, Options, Wx } from './call.ts'
import type { Context } from './context.ts'

/**
 * Definitions of APIs with callbacks: each returns the result without `errMsg`, or a promise of it, and
 * fails by throwing `ApiFailure`.
 */
type Definitions = {
  [Name in keyof Wx]?: (
    options: Options<Name>,
    call: Call,
  ) => object | void | Promise<object | void>
}

/** A chapter of `wx`, or part of one: makes its members for one phone. */
export type Group = (phone: Context) => object

/**
 * Defines APIs that take `success`, `fail` and `complete`, each once: its name, its options (typed by
 * WeChat's typings), and what it does.
 */
export function defineApis<Given extends Definitions>(
  { makeApi }: Pick<Context, 'makeApi'>,
  definitions: Given,
): Pick<Wx, keyof Given & keyof Wx> {
  const apis = Object.entries(definitions).map(([name, run]) => [
    name,
    makeApi(name as keyof Wx, run as never),
  ])
  return Object.fromEntries(apis) as Pick<Wx, keyof Given & keyof Wx>
}

/** Defines APIs that WeChat calls otherwise: synchronous ones, managers, listeners. */
export const defineOthers = <Given extends Partial<Wx>>(given: Given): Given => given
