import type { Frame, Locator, Page } from 'playwright-core'
import type { Simulator } from '../wx/simulator.ts'
import type { Driver, Refusal } from './driver.ts'
import type { PhoneOptions, Text } from './scenario.ts'

/** As much of the running phone, and of its window, as is needed here. */
interface Phone {
  simulator: Simulator
  change(settings: { user?: string; isOnline?: boolean }): void
  restart(): void
}

type PhoneWindow = Window & { phone?: Phone; isOld?: boolean }

/** Time a person tries to tap before it counts as impossible. */
const TAP_MS = 3000

/**
 * A phone for scenarios in the preview.
 *
 * @param page a browser's empty page, in a context of its own: it has no memory
 * @param origin where the preview is
 */
export function previewDriver(page: Page, origin: string): Driver {
  const phone = new PreviewPhone(page)
  return {
    fetch: (path, init) => fetch(origin + path, init),
    patienceMs: 10_000,
    async start(options, first) {
      await page.addInitScript(prepare, options)
      await page.goto(first === undefined ? origin : `${origin}/?page=${encodeURIComponent(first)}`)
      await phone.started()
    },
    tap: (text) => phone.tap(text),
    type: (field, text) =>
      phone.inField(field, async (input) => {
        await input.fill(text, { timeout: TAP_MS })
        await input.blur()
      }),
    enter: (field) => phone.inField(field, (input) => input.press('Enter', { timeout: TAP_MS })),
    async pick(text, value) {
      const picker = phone.front().locator('wx-picker').filter({ hasText: text })
      return attempt(async () => {
        const controls = picker.locator('.picker-controls > *')
        for (const [column, one] of [value].flat().entries()) {
          const control = controls.nth(column)
          const isList = (await control.evaluate(({ tagName }) => tagName)) === 'SELECT'
          if (isList) await control.selectOption({ value: String(one) }, { timeout: TAP_MS })
          else await control.fill(String(one), { timeout: TAP_MS })
        }
      })
    },
    press: (label) =>
      page.getByRole('dialog').getByRole('button', { name: label, exact: true }).click(),
    async flip(switches) {
      for (const [scope, granted] of Object.entries(switches)) {
        await page.getByRole('checkbox', { name: scope, exact: true }).setChecked(granted)
      }
      await page.locator('.dialog.full button').click()
    },
    back: () => page.locator('#back').click(),
    leave: () =>
      phone.ask(({ simulator }) => {
        simulator.pages.current?.lifecycle('onHide')
        simulator.app.hide()
      }),
    comeBack: () =>
      phone.ask(({ simulator }) => {
        simulator.app.show()
        simulator.pages.current?.lifecycle('onShow')
      }),
    async relaunch(user) {
      await phone.ask(() => {
        ;(window as PhoneWindow).isOld = true
      })
      if (user === undefined) await phone.ask((it) => it.restart())
      else await phone.ask((it, user) => it.change({ user }), user)
      await phone.started()
    },
    setOnline: (isOnline) => phone.ask((it, isOnline) => it.change({ isOnline }), isOnline),
    settle: () => phone.settle(),
    async around() {
      const [toast] = await page.locator('#toast:visible').allTextContents() // it may go meanwhile
      const { route, dialog } = await phone.ask(({ simulator }) => ({
        route: simulator.pages.current?.route ?? '',
        dialog: simulator.dialogs.current,
      }))
      const title = (await page.locator('#title').textContent()) ?? ''
      return { route, dialog, title, toast }
    },
    count: (text) => phone.find(text).count(),
    texts: () => phone.texts(),
    isDisabled: async (text) => (await phone.disabledAround(phone.find(text).first())) !== null,
    async valueOf(field) {
      const input = phone.field(field)
      return (await input.count()) === 1 ? input.inputValue() : undefined
    },
    stored: (key) => phone.ask(({ simulator }, key) => simulator.storage.get(key), key),
    print: () => phone.print(),
  }
}

/** Sets the phone up before it first starts; its own choices count from then on. */
function prepare(options: PhoneOptions) {
  if (localStorage.getItem('scenario')) return
  localStorage.setItem('scenario', 'prepared')
  localStorage.setItem('weapp-preview:settings', JSON.stringify(options))
}

/** An action that the person could not do has not happened. */
async function attempt(act: () => Promise<unknown>): Promise<Refusal> {
  try {
    await act()
    return undefined
  } catch (error) {
    return (error as Error).message.split('\n')[0] // the screen is shown anyway
  }
}

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

/** The phone's screen inside the preview. */
class PreviewPhone {
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
    run: (phone: Phone, arg: Arg) => Result | Promise<Result>,
    ...arg: Arg extends undefined ? [] : [Arg]
  ): Promise<Result> {
    const frame = await this.#frame()
    const handle = await frame.evaluateHandle(() => (window as PhoneWindow).phone as Phone)
    return (await handle.evaluate(run as never, arg[0] as never)) as Result
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
