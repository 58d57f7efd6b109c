import type { Context } from '../wx/context.ts'
import type { ProgramApp, ProgramComponent } from './program.ts'

/**
 * `__wxConfig`, which WeChat's scripts find as a global: what `app.json` says, and where the
 * mini-program runs. WeChat does not document it; it holds the fields that mini-programs have been
 * seen to read.
 */
export function wxConfigOf(
  app: ProgramApp,
  components: Readonly<Record<string, ProgramComponent>>,
  { appid, device }: Pick<Context, 'appid' | 'device'>,
) {
  const entry = app.entryPagePath ?? app.pages[0]
  const pages = app.pages.map((path) => [`${path}.html`, { window: components[path] ?? {} }])
  return {
    pages: [...app.pages],
    entryPagePath: `${entry}.html`,
    page: Object.fromEntries(pages) as Record<string, { window: object }>,
    global: { window: { ...app.window } },
    ...(app.tabBar && { tabBar: app.tabBar }),
    accountInfo: { appId: appid },
    envVersion: device.envVersion,
    platform: device.platform,
    debug: device.isDebugging,
  }
}
