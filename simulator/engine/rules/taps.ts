import type { Simulator } from '../../wx/simulator.ts'
import type { BuiltIn, Host } from './node.ts'
import { swallowsTap, takeTap } from './tap.ts'

/** The taps of one phone while they bubble, and the actions of WeChat's components on them. */
export class Taps {
  readonly host: Host
  readonly #gesture: Simulator['gesture']
  /** Called with every tap of the person's, before the page handles it. */
  onTap?: (origin: BuiltIn) => void
  /** The target of the tap in progress. */
  #origin: BuiltIn | undefined

  /** @param send lets a `tap` event bubble from a component */
  constructor(
    { context, wx, gesture }: Pick<Simulator, 'context' | 'wx' | 'gesture'>,
    send: (node: BuiltIn) => void,
  ) {
    this.#gesture = gesture
    this.host = { context, wx, tap: (node) => this.tap(node, () => send(node)) }
  }

  /** Dispatches a person's tap, unless a disabled control swallows it. */
  tap<T>(origin: BuiltIn, send: () => T): T | undefined {
    if (swallowsTap(origin)) return undefined
    const outer = this.#origin
    if (!outer) this.onTap?.(origin)
    this.#origin = origin
    try {
      return this.#gesture.tap(send)
    } finally {
      this.#origin = outer
    }
  }

  /** The tap in progress has bubbled to this component. */
  take(node: BuiltIn) {
    takeTap(node, this.#origin ?? node, this.host)
  }
}
