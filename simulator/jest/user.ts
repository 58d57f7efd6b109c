import exparser from 'miniprogram-exparser'
import { pressButton } from '../wx/button.ts'
import type { DialogKind } from '../wx/dialogs.ts'
import type { Simulator } from '../wx/simulator.ts'
import { attribute, isButton, nodeOf } from './elements.ts'
import { reportProblem } from './problems.ts'
import { turn, waitFor, type Screen, type TextMatch } from './screen.ts'

/** The person who holds the phone. Does what a person could do, and refuses the rest. */
export class User {
  readonly #simulator: Simulator
  readonly #screen: Screen

  constructor(simulator: Simulator, screen: Screen) {
    this.#simulator = simulator
    this.#screen = screen
  }

  /**
   * Taps what bears this text: something on the page, or a button of the dialog over it.
   *
   * @throws when it is not there, is disabled, or is covered by a dialog
   */
  async tap(text: TextMatch) {
    const { element } = this.#screen.getByText(text)
    if (!element) return this.#tapDialog(text)
    const dialog = this.#simulator.dialogs.current
    if (dialog) {
      throw new Error(
        `Nobody can tap ${String(text)}: a ${dialog.kind} dialog lies over it.\n${this.#screen.print()}`,
      )
    }
    const button = element.closest('wx-button')
    if (button && attribute(button, 'disabled')) {
      throw new Error(`Nobody can tap ${String(text)}: the button is disabled.`)
    }
    await this.#tapElement(button ?? element)
  }

  /** Allows what a consent window asks. Waits for the window. */
  allow = () => this.#answer('consent', true)

  /** Refuses what a consent window asks. Waits for the window. */
  deny = () => this.#answer('consent', false)

  /** Answers `wx.showModal` with its confirm button. Waits for the dialog. */
  confirm = () => this.#answer('modal', 'confirm')

  /** Answers `wx.showModal` with its cancel button. Waits for the dialog. */
  cancel = () => this.#answer('modal', 'cancel')

  /** Flips switches on WeChat's settings page and goes back. Waits for the page. */
  changeSettings = (switches: Record<string, boolean>) => this.#answer('settings', switches)

  /** The back arrow of the navigation bar. */
  async back() {
    this.#simulator.pages.navigateBack()
    await turn()
  }

  async #tapElement(element: Element) {
    const node = nodeOf(element)
    if (!node) throw new Error('This can not be tapped: it belongs to no page.')
    const fire = (type: string, detail: object, bubbles: boolean) =>
      exparser.Event.dispatchEvent(
        node,
        exparser.Event.create(type, detail, { bubbles, composed: bubbles, capturePhase: bubbles }),
      )
    this.#simulator.gesture.tap(() => fire('tap', { x: 0, y: 0 }, true))
    if (isButton(element)) {
      // Not awaited: it may wait for the person's answer to a dialog.
      pressButton(
        this.#simulator.context,
        attribute(element, 'openType') as string,
        element.id,
        (event) => fire(event.type, event.detail, false),
      ).catch(reportProblem)
    }
    await turn()
  }

  async #tapDialog(text: TextMatch) {
    const dialog = this.#simulator.dialogs.current
    const is = (label: string | undefined) =>
      label !== undefined && (typeof text === 'string' ? label === text : text.test(label))
    if (dialog?.kind === 'consent' && is(dialog.allow)) return this.allow()
    if (dialog?.kind === 'consent' && is(dialog.deny)) return this.deny()
    if (dialog?.kind === 'modal' && is(dialog.confirm)) return this.confirm()
    if (dialog?.kind === 'modal' && is(dialog.cancel)) return this.cancel()
    if (dialog?.kind === 'actions') {
      const index = dialog.items.findIndex(is)
      return this.#answer('actions', index < 0 ? undefined : index)
    }
    throw new Error(`${String(text)} is no button.\n${this.#screen.print()}`)
  }

  async #answer<Kind extends DialogKind>(
    kind: Kind,
    answer: Parameters<Simulator['dialogs']['answer']>[1],
  ) {
    const { dialogs } = this.#simulator
    await waitFor(
      () => (dialogs.current?.kind === kind ? true : undefined),
      () => `No ${kind} dialog opened. The screen shows:\n${this.#screen.print()}`,
    )
    dialogs.answer(kind, answer as never)
    await turn()
  }
}
