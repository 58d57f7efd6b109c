import { disabledAt } from '../../../simulator/engine/rules/tap.ts'
import { builtIn } from '../../../simulator/jest/elements.ts'
import { launch, type Launched, type LaunchOptions } from '../../../simulator/jest/index.ts'
import { attempt, type StoryPhone, type StoryScreen, type StoryUser } from './phone.ts'
import type { PhoneOptions, Text } from './story.ts'

/**
 * A phone for stories in jest.
 *
 * @param origin where the mock server is
 * @param launching another mini-program than the one `jest.config` says
 */
export function jestPhone(
  origin: string,
  launching: Pick<LaunchOptions, 'miniprogram'> = {},
): StoryPhone {
  /** One storage for each person who uses the phone. */
  const storages = new Map<string, Map<string, string>>()
  let launched: Launched
  let options: PhoneOptions = {}
  const open = (page?: string) => {
    const { user = 'developer', baseLibrary, language, needsPrivacy } = options
    const storage = storages.get(user) ?? new Map<string, string>()
    storages.set(user, storage)
    const device = { ...(baseLibrary && { baseLibrary }), ...(language && { language }) }
    const privacy = { isNeeded: needsPrivacy }
    launched = launch(page, { origin, user, storage, device, privacy, ...launching })
  }
  return {
    user: userOf(() => launched),
    screen: screenOf(() => launched),
    fetch: (path, init) => globalThis.fetch(origin + path, init),
    patienceMs: 2000,
    async start(asked, page) {
      options = asked
      open(page)
    },
    async relaunch(user) {
      options = { ...options, ...(user !== undefined && { user }) }
      launched.pages.closeAll()
      open()
    },
    async setOnline(isOnline) {
      launched.network.isOnline = isOnline
    },
    settle: () => launched.idle(),
    stored: async (key) => launched.storage.get(key),
  }
}

/** @param phone the phone as it was launched last */
const userOf = (phone: () => Launched): StoryUser => ({
  tap: (text) => attempt(() => phone().user.tap(text)),
  type: (field, text) => attempt(() => phone().user.type(field, text)),
  pressEnter: (field) => attempt(() => phone().user.pressEnter(field)),
  pick: (text, value) => attempt(() => phone().user.pick(text, value)),
  press: (label) => phone().user.tap(label),
  changeSettings: (switches) => phone().user.changeSettings(switches),
  back: () => phone().user.back(),
  leave: () => phone().user.leave(),
  comeBack: () => phone().user.comeBack(),
})

/** @param phone the phone as it was launched last */
function screenOf(phone: () => Launched): StoryScreen {
  /** Elements of the page, without those that WeChat draws around it. */
  const onPage = (text: Text) =>
    phone()
      .screen.queryAllByText(text)
      .filter(({ element }) => element)
  return {
    async around() {
      const { pages, dialogs } = phone()
      return {
        route: pages.current?.route ?? '',
        title: pages.current?.title ?? '',
        dialog: dialogs.current,
        toast: dialogs.toast?.title,
      }
    },
    count: async (text) => onPage(text).length,
    texts: async () => onPage(/./).map(({ text }) => text),
    async isDisabled(text) {
      const element = onPage(text)[0]?.element
      return element !== undefined && disabledAt(builtIn(element)) !== undefined
    },
    async valueOf(field) {
      try {
        return phone().screen.valueOf(field)
      } catch {
        return undefined // the message would only print the screen once more
      }
    },
    print: async () => phone().screen.print(),
  }
}
