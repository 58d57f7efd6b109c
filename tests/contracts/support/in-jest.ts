import { launch, takeProblems, type Launched } from '../../../simulator/jest/index.ts'
import { waitFor } from '../../../simulator/jest/wait.ts'
import type { Text } from '../../support/story/story.ts'
import { asJson, type ContractPhone } from './phone.ts'

/** Plays contracts in jest. */
export const jestWorld = () => ({
  open: async (root: string) => phoneOf(launch(undefined, { miniprogram: root })),
  async close() {},
})

function phoneOf(phone: Launched): ContractPhone {
  const { user, screen, pages, storage } = phone
  const front = () => pages.current?.instance as unknown as Record<string, unknown>
  const page = () => {
    const shown = [...document.querySelectorAll<HTMLElement>('page')].filter((one) => !one.hidden)
    return shown.at(-1) as HTMLElement
  }
  const onPage = (text: Text) => screen.queryAllByText(text).filter(({ element }) => element)
  const untilCount = (text: Text, isRight: (count: number) => boolean) =>
    waitFor(
      () => (isRight(onPage(text).length) ? true : undefined),
      () => `${onPage(text).length} things say ${String(text)}.\n${screen.print()}`,
    )
  return {
    tap: (text) => user.tap(text),
    type: (field, text) => user.type(field, text),
    async press(label) {
      await waitFor(
        () => phone.dialogs.current,
        () => `No dialog opened.\n${screen.print()}`,
      )
      await user.tap(label)
    },
    back: () => user.back(),
    see: async (text) => void (await untilCount(text, (count) => count === 1)),
    gone: async (text) => void (await untilCount(text, (count) => count === 0)),
    around: async () => ({
      route: pages.current?.route ?? '',
      title: pages.current?.title ?? '',
      dialog: phone.dialogs.current,
      toast: phone.dialogs.toast?.title,
    }),
    valueOf: async (field) => screen.valueOf(field),
    async call<Result>(method: string, ...args: unknown[]) {
      const run = front()[method] as (...args: unknown[]) => unknown
      return asJson(await run.call(front(), ...args)) as Result
    },
    data: async () => asJson(front().data) as Record<string, unknown>,
    texts: async (name) =>
      [...page().querySelectorAll(`.${name}, [class$="--${name}"]`)].map(
        (element) => element.textContent ?? '',
      ),
    look: async (look, arg) => look(page(), arg as never),
    stored: async (key) => storage.get(key),
    settle: () => phone.idle(),
    takeProblems: async () =>
      takeProblems().map((error) => (error instanceof Error ? error.message : String(error))),
    async close() {},
  }
}
