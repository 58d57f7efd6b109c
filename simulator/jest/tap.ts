import type { BuiltIn, Host } from '../components/node.ts'
import { swallowsTap, takesTaps, takeTap } from '../components/tap.ts'
import type { Simulator } from '../wx/simulator.ts'
import { builtIn, elementOf, fire, nodeOf } from './elements.ts'

/** The phone, as the rules of the components see it. */
export function hostOf({ context, wx, gesture }: Simulator): Host {
  const host: Host = {
    context,
    wx,
    tap(node) {
      const element = elementOf(node)
      if (element) gesture.tap(() => dispatchTap(element, host))
    },
  }
  return host
}

/** A tap goes outwards until somebody catches it; what it comes to does what WeChat's would. */
function dispatchTap(element: Element, host: Host) {
  const origin = builtIn(element)
  if (swallowsTap(origin)) return
  const stops: (() => void)[] = []
  for (let at: Element | null = element; at; at = at.parentElement) {
    const stop = whenTapped(at, (here) => takeTap(here, origin, host))
    if (stop) stops.push(stop)
  }
  try {
    fire(element, 'tap', { x: 0, y: 0 })
  } finally {
    for (const stop of stops) stop()
  }
}

function whenTapped(element: Element, take: (node: BuiltIn) => void) {
  const node = nodeOf(element)
  const here = builtIn(element)
  if (!node || !takesTaps(here.tag)) return undefined
  const listener = () => take(here)
  node.addListener('tap', listener)
  return () => node.removeListener('tap', listener)
}
