import { componentOf } from '../../engine/built-in/node.ts'
import type { MiniProgram } from '../../engine/mini-program.ts'
import { nearest, textOf, type BuiltIn } from '../../engine/rules/node.ts'
import type { Wx } from '../../wx/call.ts'
import type { ActivityLog } from './activity.ts'

const MOST_LABEL = 40

/** Records the user's actions: taps, answers to windows, pages opened. */
export function watchPerson({ simulator, taps }: MiniProgram, log: ActivityLog) {
  taps.onTap = (node) => {
    const button = nearest(node, 'button', 'navigator', 'label') ?? node
    const label = labelOf(button) || labelOf(node)
    if (label === '') return // outside of everything that can be tapped
    const openType = button.tag === 'button' ? textOf(button, 'openType') : ''
    log.add({ kind: 'tap', label, openType, route: simulator.pages.current?.route ?? '' })
  }
  simulator.dialogs.watch((dialog, answer) => {
    const { kind, title = '' } = dialog
    const about = { dialog: kind, title }
    log.add(answer ? { kind: 'answered', ...about, ...answer } : { kind: 'asked', ...about })
  })
  let route = ''
  simulator.pages.subscribe(() => {
    const now = simulator.pages.current?.route ?? ''
    if (now !== route && now !== '') log.add({ kind: 'page', route: now })
    route = now
  })
}

function labelOf(node: BuiltIn): string {
  const element = componentOf(node)?.getBackendElement() as unknown as HTMLElement | null
  const text = element?.getAttribute('aria-label') ?? element?.textContent ?? ''
  const line = text.trim().replaceAll(/\s+/g, ' ')
  return line.length > MOST_LABEL ? '' : line // a whole page is no label
}

/** The APIs that write, and under which key. */
const WRITING = [
  'setStorage',
  'setStorageSync',
  'removeStorage',
  'removeStorageSync',
  'clearStorage',
  'clearStorageSync',
]

/** `wx` with its writing calls recorded. */
export function watchStorageCalls(wx: Wx, log: ActivityLog): Wx {
  const watched = new Map<string, unknown>()
  for (const api of WRITING) {
    const call = (wx as unknown as Record<string, (...given: unknown[]) => unknown>)[api]
    if (!call) continue
    watched.set(api, (...given: unknown[]) => {
      const result = call(...given)
      log.add({ kind: 'storage', api, ...entryOf(given) })
      return result
    })
  }
  return new Proxy(wx, {
    get: (target, name) => watched.get(name as string) ?? (Reflect.get(target, name) as unknown),
    set(target, name, value) {
      watched.delete(name as string) // a framework has put its own in its place
      return Reflect.set(target, name, value)
    },
  })
}

function entryOf([first, second]: unknown[]): { key: string; value: unknown } {
  if (typeof first !== 'object' || first === null) {
    return { key: typeof first === 'string' ? first : '', value: second }
  }
  const { key, data } = first as { key?: unknown; data?: unknown }
  return { key: typeof key === 'string' ? key : '', value: data }
}
