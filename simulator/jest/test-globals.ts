import { createSimulator } from '../wx/simulator.ts'
import { fetchMocked } from './network.ts'
import { reportProblem } from './problems.ts'
import { strict } from './strict-wx.ts'

/** The globals of a test itself and of scripts it imports. */
interface TestGlobals {
  wx: unknown
  getApp: unknown
  getCurrentPages: unknown
}

const NAMES = ['wx', 'getApp', 'getCurrentPages'] as const

/** The fake WeChat's origin in tests. */
export const DEFAULT_ORIGIN = 'http://127.0.0.1:3900'

let current: TestGlobals | undefined

/** From now on the globals are those of this phone. */
export function useGlobalsOf(phone: TestGlobals) {
  current = phone
}

/** After a test: forgets its phone, and restores globals that the test replaced. */
export function forgetGlobals() {
  current = undefined
}

/** Without `launch` a test has a phone, too: an empty one, created when it is first used. */
function emptyPhone(): TestGlobals {
  const { wx, app, pages } = createSimulator({
    fetch: fetchMocked,
    origin: DEFAULT_ORIGIN,
    onError: reportProblem,
  })
  return {
    wx: strict(wx),
    getApp: app.get,
    getCurrentPages: () => pages.stack.map((page) => page.instance),
  }
}

/** Lets the globals always be those of the phone the test uses. */
export function defineGlobals() {
  for (const name of NAMES) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => (current ??= emptyPhone())[name],
      set(value: unknown) {
        current = { ...(current ?? emptyPhone()), [name]: value }
      },
    })
  }
}

/** Runs code that may replace these globals; they are restored afterwards. */
export function withoutGlobals<T>(run: () => T): T {
  for (const name of NAMES) Reflect.deleteProperty(globalThis, name)
  try {
    return run()
  } finally {
    for (const name of NAMES) Reflect.deleteProperty(globalThis, name)
    defineGlobals()
  }
}
