import type { Component } from '../../engine/built-in/built-in.ts'
import type { Fault } from '../../engine/program.ts'
import type { PageView } from '../../wx/route/page-view.ts'
import type { Simulator } from '../../wx/simulator.ts'
import { ProtocolError } from '../protocol.ts'

export type { Component, PageView }

/** The running phone, as far as the agent in it needs it. */
export interface AutomatedPhone {
  simulator: Simulator
  config: {
    app: { pages: string[] }
    components: Record<string, { usingComponents?: Record<string, string> }>
  }
  /** Compile errors. */
  errors: readonly Fault[]
  /** Keeps changed settings, starting again where they need it. */
  change(settings: { user: string }): void
  /** Calls `listener` with everything the mini-program throws from now on. */
  watchErrors(listener: (error: unknown) => void): void
}

/**
 * The component engine's own object behind a page's `this`.
 *
 * @throws ProtocolError for a page that can't be shown: it has none
 */
export function componentOfPage({ route, instance }: PageView): Component {
  const { _$: component } = instance as unknown as { _$?: Component }
  if (component) return component
  throw new ProtocolError(`${route} can't be shown: the phone says why in its place`)
}

/** The element of the page in front, also of one that can't be shown. */
export const frontPage = () => document.querySelector<HTMLElement>('page:not([hidden])')

/** The `this` of a page's or component's script. */
export const instanceOf = (component: Component): Record<string, unknown> =>
  component.getMethodCaller()

/** A component of the project, with its own tree, which a script may search. */
export const isOwn = (component: Component, { config }: AutomatedPhone): boolean =>
  config.components[component.is] !== undefined

const numbers = new WeakMap<PageView, number>()
let last = 0

/**
 * The number by which the protocol names a page, the same as long as the page lives: WeChat's own, which
 * scripts know as well; below zero for a page that can't be shown, which has none.
 */
export function pageIdOf(page: PageView): number {
  const { __wxWebviewId__: own } = page.instance as unknown as { __wxWebviewId__?: number }
  const known = numbers.get(page) ?? own ?? --last
  numbers.set(page, known)
  return known
}

/** @throws ProtocolError where the page is closed, as DevTools says it */
export function pageWithId({ simulator }: AutomatedPhone, id: unknown): PageView {
  const page = simulator.pages.stack.find((page) => pageIdOf(page) === id)
  if (!page) throw new ProtocolError(`page ${String(id)} is not found in the page stack`)
  return page
}
