import { disabledAt } from '../engine/rules/tap.ts'
import { builtIn } from '../jest/elements.ts'
import { launch, type Launched, type LaunchOptions, type Seen } from '../jest/index.ts'
import type { Driver, Refusal } from './driver.ts'
import type { PhoneOptions, Text } from './scenario.ts'

/**
 * A phone for scenarios in jest.
 *
 * @param origin where the mock server is
 * @param launching another mini-program than the one `jest.config` says
 */
export function jestDriver(
  origin: string,
  launching: Pick<LaunchOptions, 'miniprogram'> = {},
): Driver {
  /** One storage for each person who uses the phone. */
  const storages = new Map<string, Map<string, string>>()
  let phone: Launched
  let options: PhoneOptions = {}

  const open = (page?: string) => {
    const { user = 'developer', baseLibrary, language, needsPrivacy } = options
    const storage = storages.get(user) ?? new Map<string, string>()
    storages.set(user, storage)
    const device = { ...(baseLibrary && { baseLibrary }), ...(language && { language }) }
    const settings = {
      origin,
      user,
      storage,
      device,
      privacy: { isNeeded: needsPrivacy },
      ...launching,
    }
    phone = launch(page, settings)
  }
  const on = (text: Text): Seen[] => phone.screen.queryAllByText(text).filter((it) => it.element)
  /** An action that the person refuses has not begun. */
  const attempt = async (act: () => Promise<void>): Promise<Refusal> => {
    try {
      await act()
      return undefined
    } catch (error) {
      return (error as Error).message.split('\n')[0] // the screen is shown anyway
    }
  }

  return {
    fetch: (path, init) => globalThis.fetch(origin + path, init),
    patienceMs: 2000,
    async start(asked, page) {
      options = asked
      open(page)
    },
    tap: (text) => attempt(() => phone.user.tap(text)),
    type: (field, text) => attempt(() => phone.user.type(field, text)),
    enter: (field) => attempt(() => phone.user.pressEnter(field)),
    pick: (text, value) => attempt(() => phone.user.pick(text, value)),
    press: (label) => phone.user.tap(label),
    flip: (switches) => phone.user.changeSettings(switches),
    back: () => phone.user.back(),
    leave: () => phone.user.leave(),
    comeBack: () => phone.user.comeBack(),
    async relaunch(user) {
      options = { ...options, ...(user !== undefined && { user }) }
      phone.pages.closeAll()
      open()
    },
    async setOnline(isOnline) {
      phone.network.isOnline = isOnline
    },
    settle: () => phone.idle(),
    async around() {
      const { pages, dialogs } = phone
      return {
        route: pages.current?.route ?? '',
        title: pages.current?.title ?? '',
        dialog: dialogs.current,
        toast: dialogs.toast?.title,
      }
    },
    count: async (text) => on(text).length,
    texts: async () => on(/./).map(({ text }) => text),
    async isDisabled(text) {
      const element = on(text)[0]?.element
      return element !== undefined && disabledAt(builtIn(element)) !== undefined
    },
    async valueOf(field) {
      try {
        return phone.screen.valueOf(field)
      } catch {
        return undefined // the message would only print the screen once more
      }
    },
    stored: async (key) => phone.storage.get(key),
    print: async () => phone.screen.print(),
  }
}
