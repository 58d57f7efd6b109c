import type { BuiltIn, Host } from '../../components/node.ts'
import { swallowsTap, takeTap } from '../../components/tap.ts'
import type { Component } from '../components/built-in.ts'
import { componentOf, nodeOf } from '../components/node.ts'
import type { Simulator } from '../../wx/simulator.ts'

/** Taps on their way through the page, and what WeChat's components do with them. */
export class Taps {
  readonly host: Host
  readonly #gesture: Simulator['gesture']
  /** What the tap under way was on. */
  #origin: BuiltIn | undefined

  constructor({ context, wx, gesture }: Pick<Simulator, 'context' | 'wx' | 'gesture'>) {
    this.#gesture = gesture
    this.host = {
      context,
      wx,
      tap: (node) => this.tap(node, () => componentOf(node) && node.fire('tap', {})),
    }
  }

  /** Sends a person's tap on its way, where it comes to anybody. */
  tap<T>(origin: BuiltIn, send: () => T): T | undefined {
    if (swallowsTap(origin)) return undefined
    const outer = this.#origin
    this.#origin = origin
    try {
      return this.#gesture.tap(send)
    } finally {
      this.#origin = outer
    }
  }

  /** A tap has come to this component. */
  take(component: Component) {
    const node = nodeOf(component)
    takeTap(node, this.#origin ?? node, this.host)
  }
}
