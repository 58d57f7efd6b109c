import { takesTaps } from '../engine/rules/tap.ts'
import { Taps } from '../engine/rules/taps.ts'
import type { Simulator } from '../wx/simulator.ts'
import { builtIn, elementOf, fire, nodeOf } from './elements.ts'

/** The taps on one phone's pages. */
export function createTaps(simulator: Simulator): Taps {
  const taps: Taps = new Taps(simulator, (node) => {
    const element = elementOf(node)
    if (!element) return
    listenAround(element, taps)
    fire(element, 'tap', { x: 0, y: 0 })
  })
  return taps
}

const listening = new WeakSet<Element>()

/** The engine knows WeChat's components by name only: they learn to take taps when there is one. */
function listenAround(element: Element, taps: Taps) {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const here = builtIn(at)
    if (listening.has(at) || !takesTaps(here.tag)) continue
    listening.add(at)
    nodeOf(at)?.addListener('tap', () => taps.take(here))
  }
}
