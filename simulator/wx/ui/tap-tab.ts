import type { Context } from '../context.ts'

/** A person taps a tab: its page is shown, and its `onTabItemTap` called. */
export function tapTab(
  { pages, reportError }: Context,
  index: number,
  { pagePath, text }: { pagePath: string; text: string },
) {
  pages.switchTab(`/${pagePath}`)
  const instance = pages.current?.instance as Record<string, unknown> | undefined
  const handler = instance?.onTabItemTap
  if (typeof handler !== 'function') return
  try {
    handler.call(instance, { index: String(index), pagePath, text })
  } catch (error) {
    reportError(error)
  }
}
