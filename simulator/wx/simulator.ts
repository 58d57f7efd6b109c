import type { LaunchOptions } from './base/mini-app.ts'
import { createContext, type SimulatorOptions } from './create-context.ts'
import type { Context } from './context.ts'
import { apisOf } from './phone-apis.ts'
import { openWx } from './wx.ts'
import { parsePageUrl } from './route/page-url.ts'
import type { Wx } from './call.ts'

export type { SimulatorOptions } from './create-context.ts'

/** A simulated WeChat client: `wx`, and everything a user does with the phone. */
export interface Simulator extends Context {
  wx: Wx
  context: Context
  /** Opens the mini-program at a page (`/pages/home/home?from=share`), as a cold start does. */
  open: (url: string, how?: Omit<Partial<LaunchOptions>, 'path' | 'query'>) => void
}

/** Makes a simulated `wx`, with the phone and the person behind it. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const context = createContext(options)
  return {
    ...context,
    context,
    wx: openWx(apisOf(context), context, options.onNotSimulated),
    open: (url, how = {}) => open(context, url, how),
  }
}

function open({ app, pages }: Context, url: string, how: Partial<LaunchOptions>) {
  const { route: path, query } = parsePageUrl(url, undefined)
  app.launch({ scene: 1001, referrerInfo: {}, ...how, path, query })
  if (pages.has(path)) return pages.reLaunch(url)
  // The app may navigate elsewhere, but only synchronously; otherwise WeChat shows its own page.
  app.pageNotFound({ path, query, isEntryPage: true })
}
