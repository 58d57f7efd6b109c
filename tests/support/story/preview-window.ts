import type { Frame, Locator, Page } from 'playwright-core'
import type { Simulator } from '../../../simulator/wx/simulator.ts'
import { attempt, type Refusal } from './phone.ts'
import type { Text } from './story.ts'

/** As much of the running phone, and of its window, as is needed here. */
interface RunningPhone {
  simulator: Simulator
  change(settings: { user?: string; isOnline?: boolean }): void
  restart(): void
}

type PhoneWindow = Window & { phone?: RunningPhone; isOld?: boolean }

/** Time a person tries to tap before it counts as impossible. */
export const TAP_MS = 3000

/** The element under a finger on a component of the mini-program: the first that is drawn in it. */
function touchedIn(element: Element): Element {
  const { __wxElement: component } = element as Element & { __wxElement?: { is: string } }
  if (component?.is.startsWith('wx://') !== false) return element
  const drawnIn = (one: Element) =>
    [...one.children].find((child) => child.getClientRects().length > 0)
  let touched = element
  for (let inner = drawnIn(touched); inner; inner = drawnIn(inner)) touched = inner
  return touched
}

/** The phone's screen in the preview's window, and the phone behind it. */
export class PreviewWindow {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** The page in front: those below it stay in the document, hidden. */
  front(): Locator {
    return this.#page.frameLocator('#screen').locator('page:not([hidden])')
  }

  find(text: Text): Locator {
    return this.front().getByText(text, { exact: true }).filter({ visible: true })
  }

  /** A button of the tab bar, which stands outside of the page. */
  tab(name: string): Locator {
    return this.#page.locator('#tabs').getByRole('button', { name, exact: true })
  }

  /** The innermost elements with words of their own. */
  texts(): Promise<string[]> {
    return this.front().evaluate((page: HTMLElement) =>
      [...page.querySelectorAll<HTMLElement>('*')]
        .filter((one) => one.innerText && ![...one.children].some((child) => child.textContent))
        .map((one) => one.innerText.replace(/\s+/g, ' ').trim()),
    )
  }

  field(name: string): Locator {
    const front = this.front()
    const fields = 'input:visible, textarea:visible'
    return front
      .locator(fields)
      .and(
        front.getByPlaceholder(name, { exact: true }).or(front.getByLabel(name, { exact: true })),
      )
  }

  async tap(text: Text): Promise<Refusal> {
    if (await this.#page.locator('#cover').isVisible()) return 'A dialog lies over the page.'
    const labelled = this.front().getByLabel(text, { exact: true }).filter({ visible: true })
    const target = (await this.find(text).count()) === 0 ? labelled : this.find(text)
    const count = await target.count()
    if (count === 0 && typeof text === 'string' && (await this.tab(text).count()) === 1) {
      return attempt(() => this.tab(text).click({ timeout: TAP_MS }))
    }
    if (count !== 1) return `${count} things on the page say ${String(text)}.`
    const disabled = await this.disabledAround(target)
    if (disabled !== null) return `Nobody can tap ${String(text)}: the ${disabled} is disabled.`
    return attempt(async () => {
      const touched = (await target.evaluateHandle(touchedIn)).asElement()
      await touched?.click({ timeout: TAP_MS })
    })
  }

  async inField(name: string, act: (input: Locator) => Promise<unknown>): Promise<Refusal> {
    const input = this.field(name)
    const count = await input.count()
    return count === 1 ? attempt(() => act(input)) : `${count} fields are called ${name}.`
  }

  /** The disabled control that an element is, or is in. */
  disabledAround(element: Locator): Promise<string | null> {
    return element.evaluate(
      (it) => it.closest('[aria-disabled=true]')?.tagName.toLowerCase().slice(3) ?? null,
    )
  }

  /** Runs in the phone's own window. */
  async ask<Result, Arg = undefined>(
    run: (phone: RunningPhone, arg: Arg) => Result | Promise<Result>,
    ...arg: Arg extends undefined ? [] : [Arg]
  ): Promise<Result> {
    const frame = await this.#frame()
    const handle = await frame.evaluateHandle(() => (window as PhoneWindow).phone as RunningPhone)
    return (await handle.evaluate(run as never, arg[0] as never)) as Result
  }

  /** Starts the phone again, for somebody else where `user` names them. */
  async restart(user: string | undefined) {
    await this.ask(() => {
      ;(window as PhoneWindow).isOld = true
    })
    if (user === undefined) await this.ask((phone) => phone.restart())
    else await this.ask((phone, user) => phone.change({ user }), user)
    await this.started()
  }

  /** Waits until the mini-program shows its first page. */
  async started() {
    const frame = await this.#frame()
    await frame.waitForFunction(() => {
      const { phone, isOld } = window as PhoneWindow
      return !isOld && phone?.simulator.pages.current !== undefined
    })
    await this.#page.locator('#title').waitFor({ state: 'attached' }) // a title may be empty
  }

  /** One call often leads to the next a moment later: only a while of silence counts. */
  settle(): Promise<void> {
    return this.ask(async ({ simulator }) => {
      for (let silent = 0; silent < 3; silent++) {
        await new Promise((resolve) => setTimeout(resolve, 10))
        if (simulator.activity.pending > 0) silent = 0
      }
    })
  }

  async print(): Promise<string> {
    const { route, title, dialog } = await this.ask(({ simulator }) => ({
      route: simulator.pages.current?.route,
      title: simulator.pages.current?.title,
      dialog: simulator.dialogs.current,
    }))
    const lines = await this.front().evaluate((page: HTMLElement) => page.innerText.split(/\n+/))
    const over = dialog ? [`(${dialog.kind} dialog in front) ${JSON.stringify(dialog)}`] : []
    return [`page ${route} "${title}"`, ...lines.map((line) => `  ${line}`), ...over].join('\n')
  }

  async #frame(): Promise<Frame> {
    const element = await this.#page.waitForSelector('#screen')
    const frame = await element.contentFrame()
    if (!frame) throw new Error('The preview has no phone.')
    return frame
  }
}
