import type { DialogKind, Sheet, SheetAnswer } from '../wx/dialogs.ts'
import type { Simulator } from '../wx/simulator.ts'
import { dialogParts } from './print.ts'
import { matches, type TextMatch } from './queries.ts'
import type { Screen } from './screen.ts'
import { turn, waitFor } from './wait.ts'

/** The person's answers to the windows that WeChat lays over the page. */
export class Answers {
  protected readonly simulator: Simulator
  protected readonly screen: Screen

  constructor(simulator: Simulator, screen: Screen) {
    this.simulator = simulator
    this.screen = screen
  }

  /** Allows what a consent window asks. Waits for the window. */
  allow = () => this.#answer('consent', true)

  /** Refuses what a consent window asks. Waits for the window. */
  deny = () => this.#answer('consent', false)

  /** Takes the own WeChat picture in the window of `<button open-type="chooseAvatar">`. */
  chooseAvatar = () => this.#answerConsent('avatar', true)

  /** Gives the phone number in the window of `<button open-type="getPhoneNumber">`. */
  givePhoneNumber = () => this.#answerConsent('phoneNumber', true)

  /** Answers `wx.showModal` with its confirm button. Waits for the dialog. */
  confirm = () => this.#answer('modal', 'confirm')

  /** Answers `wx.showModal` with its cancel button. Waits for the dialog. */
  cancel = () => this.#answer('modal', 'cancel')

  /**
   * Answers a window that an API of WeChat's opened (paying, scanning, choosing an address). Waits for
   * the window.
   *
   * @param choice the words on a button of the window; by default the first
   * @param fields what is filled in, by name, in place of the current text: `{ result:
   *   'https://...' }`
   */
  choose = (choice?: string, fields: Record<string, string> = {}) =>
    this.#answerSheet((sheet) => ({ choice: choiceOf(sheet, choice), fields }))

  /** Leaves such a window without an answer. Waits for the window. */
  dismiss = () => this.#answerSheet(() => undefined)

  /** Flips switches on WeChat's settings page and goes back. Waits for the page. */
  changeSettings = (switches: Record<string, boolean>) => this.#answer('settings', switches)

  /** The words on a button of the window in front, if it has such a one. */
  protected dialogButton(text: TextMatch): string | undefined {
    const { current } = this.simulator.dialogs
    const buttons = current ? dialogParts(current).filter(({ role }) => role === 'button') : []
    return buttons.find((button) => matches(button.text, text))?.text
  }

  /** Presses the button of the window in front with this text. */
  protected async tapDialog(text: TextMatch) {
    const dialog = this.simulator.dialogs.current
    const label = this.dialogButton(text)
    if (dialog?.kind === 'consent') return label === dialog.allow ? this.allow() : this.deny()
    if (dialog?.kind === 'modal') return label === dialog.confirm ? this.confirm() : this.cancel()
    if (dialog?.kind === 'sheet') {
      return label === dialog.cancel ? this.dismiss() : this.choose(String(label))
    }
    if (dialog?.kind !== 'actions') return undefined
    const index = dialog.items.indexOf(label as string)
    return this.#answer('actions', index < 0 ? undefined : index)
  }

  async #answerConsent(scope: string, granted: boolean) {
    const { dialogs } = this.simulator
    await waitFor(
      () =>
        dialogs.current?.kind === 'consent' && dialogs.current.scope === scope ? true : undefined,
      () => `No window that asks for ${scope} opened. The screen shows:\n${this.screen.print()}`,
    )
    return this.#answer('consent', granted)
  }

  async #answerSheet(decide: (sheet: Sheet) => SheetAnswer | undefined) {
    const { dialogs } = this.simulator
    const sheet = await waitFor(
      () => (dialogs.current?.kind === 'sheet' ? dialogs.current : undefined),
      () => `No window of WeChat's opened. The screen shows:\n${this.screen.print()}`,
    )
    dialogs.answer('sheet', decide(sheet))
    await turn()
  }

  async #answer<Kind extends DialogKind>(
    kind: Kind,
    answer: Parameters<Simulator['dialogs']['answer']>[1],
  ) {
    const { dialogs } = this.simulator
    await waitFor(
      () => (dialogs.current?.kind === kind ? true : undefined),
      () => `No ${kind} dialog opened. The screen shows:\n${this.screen.print()}`,
    )
    dialogs.answer(kind, answer as never)
    await turn()
  }
}

function choiceOf({ api, choices }: Sheet, choice: string | undefined): number {
  const index = choice === undefined ? 0 : choices.indexOf(choice)
  if (index >= 0) return index
  throw new Error(`The window of wx.${api} has no ${choice}: there is ${choices.join(', ')}.`)
}
