import { pressButton } from '../wx/button.ts'
import type { DialogKind } from '../wx/dialogs.ts'
import { reviewNickname, type NicknameVerdict } from '../wx/nickname.ts'
import type { Simulator } from '../wx/simulator.ts'
import {
  attribute,
  FIELDS,
  forgetTyped,
  isButton,
  isVisible,
  textAttribute,
  textOf,
  typeInto,
  valueOf,
} from './elements.ts'
import { dialogParts } from './print.ts'
import { reportProblem } from './problems.ts'
import { matches, type Seen, type TextMatch } from './queries.ts'
import type { Screen, Tab } from './screen.ts'
import { describe, fire, untouchable } from './touch.ts'
import { turn, waitFor } from './wait.ts'

/** How long a text WeChat lets a person type where the template sets no `maxlength`. */
const DEFAULT_MAXLENGTH = 140

/** What the person acts on: the words on it, or something found on the screen before. */
export type Target = TextMatch | Seen | Element

/** The person who holds the phone. Does what a person could do, and refuses the rest. */
export class User {
  readonly #simulator: Simulator
  readonly #screen: Screen
  readonly #tabs: Tab[]

  constructor(simulator: Simulator, screen: Screen, tabs: Tab[] = []) {
    this.#simulator = simulator
    this.#screen = screen
    this.#tabs = tabs
  }

  /**
   * Taps what bears this text or, where it shows none, this label: something on the page, a button
   * of the dialog over it, or a button of the tab bar.
   *
   * @throws when it is not there, is hidden or disabled, or is covered by a dialog
   */
  async tap(target: Target) {
    if (target instanceof Element) return this.tapElement(target)
    if (typeof target === 'object' && 'text' in target) {
      if (target.element) return this.tapElement(target.element)
      return this.#tapSurrounding(target.text)
    }
    if (this.#dialogButton(target)) return this.#tapDialog(target)
    const element = this.#find(target)
    return element ? this.tapElement(element) : this.#tapSurrounding(target)
  }

  /** Taps an element, where words do not tell which one is meant. */
  async tapElement(element: Element) {
    const touched = element.closest('wx-button') ?? element
    this.#assertTouchable(touched, 'tap')
    this.#simulator.gesture.tap(() => fire(touched, 'tap', { x: 0, y: 0 }, true))
    if (isButton(touched)) {
      if (attribute(touched, 'formType') === 'submit') submit(touched)
      // Not awaited: it may wait for the person's answer to a dialog.
      pressButton(
        this.#simulator.context,
        attribute(touched, 'openType') as string,
        textAttribute(touched, 'id'),
        (event) => fire(touched, event.type, event.detail),
      ).catch(reportProblem)
    }
    await turn()
  }

  /**
   * Types into the field with this placeholder or label, in place of what stood there, and leaves
   * it. More than `maxlength` can not be typed. A field for nicknames is then reviewed by WeChat:
   * `refuse` clears it.
   */
  async type(field: Target, text: string, verdict: NicknameVerdict = 'pass') {
    const element = this.#field(field)
    this.#assertTouchable(element, 'type into')
    const limit = Number(attribute(element, 'maxlength') ?? DEFAULT_MAXLENGTH)
    const entered = limit >= 0 ? text.slice(0, limit) : text
    fire(element, 'focus', { value: valueOf(element) })
    typeInto(element, entered)
    fire(element, 'input', { value: entered, cursor: entered.length })
    forgetTyped(element)
    fire(element, 'blur', { value: entered })
    if (attribute(element, 'type') === 'nickname') {
      const { value, event } = reviewNickname(entered, verdict)
      if (value !== entered) typeInto(element, value)
      fire(element, event.type, event.detail)
      forgetTyped(element)
    }
    await turn()
  }

  /** Presses the keyboard's own key (完成, 发送...) in a field: `bindconfirm`. */
  async pressEnter(field: Target) {
    const element = this.#field(field)
    this.#assertTouchable(element, 'type into')
    fire(element, 'confirm', { value: valueOf(element) })
    await turn()
  }

  /** Taps the form's `<button form-type="submit">`; without an argument there is to be but one. */
  async submit(button?: Target) {
    if (button !== undefined) return this.tap(button)
    const buttons = this.#screen
      .elements()
      .filter((one) => isButton(one) && attribute(one, 'formType') === 'submit' && isVisible(one))
    const [only] = buttons
    if (only && buttons.length === 1) return this.tapElement(only)
    throw new Error(
      `${buttons.length} buttons with form-type="submit" are on the screen.\n${this.#screen.print()}`,
    )
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

  /** Flips switches on WeChat's settings page and goes back. Waits for the page. */
  changeSettings = (switches: Record<string, boolean>) => this.#answer('settings', switches)

  /**
   * Changes one permission by WeChat's own menu (the capsule's dots, then 设置), with no part of the
   * mini-program in it: it is left and come back to.
   */
  async setPermission(scope: string, granted: boolean) {
    await this.leave()
    await this.#simulator.platform.authorize(scope, granted)
    await this.comeBack()
  }

  /** The back arrow of the navigation bar. */
  async back() {
    const { pages, dialogs } = this.#simulator
    if (dialogs.current) {
      throw new Error(
        `Nobody can go back: a ${dialogs.current.kind} dialog lies over the arrow.\n${this.#screen.print()}`,
      )
    }
    if (pages.stack.length < 2) {
      throw new Error(`Nobody can go back: ${pages.current?.route} is the first page.`)
    }
    pages.navigateBack()
    await turn()
  }

  /** Goes to another app; the mini-program stays in memory. */
  async leave() {
    this.#simulator.pages.current?.lifecycle('onHide')
    this.#simulator.app.hide()
    await turn()
  }

  /** Comes back to the mini-program after `leave()`. */
  async comeBack() {
    this.#simulator.app.show()
    this.#simulator.pages.current?.lifecycle('onShow')
    await turn()
  }

  #find(text: TextMatch): Element | undefined {
    const [seen, ...others] = this.#screen.queryAllByText(text)
    if (seen) return others.length > 0 ? this.#screen.getByText(text).element : seen.element
    const labelled = this.#screen.queryAllByLabelText(text)
    if (labelled.length > 0) return this.#screen.getByLabelText(text).element
    const hidden = this.#screen.elements().find((one) => matches(hiddenTextOf(one), text))
    if (hidden) this.#assertTouchable(hidden, 'tap')
    return this.#screen.getByText(text).element // says that there is nothing
  }

  #field(field: Target): Element {
    if (field instanceof Element) return field
    if (typeof field === 'object' && 'text' in field) {
      if (field.element?.matches(FIELDS)) return field.element
      throw new Error(`"${field.text}" is no field: nobody can type into it.`)
    }
    return this.#screen.getField(field)
  }

  #assertTouchable(element: Element, act: string) {
    const reason = untouchable(element, this.#simulator)
    if (reason === undefined) return
    throw new Error(`Nobody can ${act} ${describe(element)}: ${reason}.\n${this.#screen.print()}`)
  }

  #dialogButton(text: TextMatch): string | undefined {
    const { current } = this.#simulator.dialogs
    const buttons = current ? dialogParts(current).filter(({ role }) => role === 'button') : []
    return buttons.find((button) => matches(button.text, text))?.text
  }

  async #tapSurrounding(text: TextMatch) {
    if (this.#dialogButton(text)) return this.#tapDialog(text)
    const { dialogs, pages } = this.#simulator
    const index = this.#tabs.findIndex((tab) => matches(tab.text, text))
    const tab = this.#tabs[index]
    if (!tab) throw new Error(`${String(text)} is no button.\n${this.#screen.print()}`)
    if (dialogs.current) {
      throw new Error(
        `Nobody can tap the tab ${tab.text}: a ${dialogs.current.kind} dialog lies over it.`,
      )
    }
    pages.switchTab(`/${tab.pagePath}`)
    const instance = pages.current?.instance as Record<string, unknown> | undefined
    const handler = instance?.onTabItemTap as ((item: object) => void) | undefined
    handler?.call(instance, { index: String(index), pagePath: tab.pagePath, text: tab.text })
    await turn()
  }

  async #tapDialog(text: TextMatch) {
    const dialog = this.#simulator.dialogs.current
    const label = this.#dialogButton(text)
    if (dialog?.kind === 'consent') return label === dialog.allow ? this.allow() : this.deny()
    if (dialog?.kind === 'modal') return label === dialog.confirm ? this.confirm() : this.cancel()
    if (dialog?.kind !== 'actions') return undefined
    const index = dialog.items.indexOf(label as string)
    return this.#answer('actions', index < 0 ? undefined : index)
  }

  async #answerConsent(scope: string, granted: boolean) {
    const { dialogs } = this.#simulator
    await waitFor(
      () =>
        dialogs.current?.kind === 'consent' && dialogs.current.scope === scope ? true : undefined,
      () => `No window that asks for ${scope} opened. The screen shows:\n${this.#screen.print()}`,
    )
    return this.#answer('consent', granted)
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

/** The words of an element that is hidden itself. */
const hiddenTextOf = (element: Element) =>
  isVisible(element)
    ? ''
    : (element.textContent ?? '').replace(/\s+/g, ' ').trim() || textOf(element)

/** `<form bindsubmit>` gets the values of its named fields. */
function submit(button: Element) {
  const form = button.closest('wx-form')
  if (!form) return
  const value: Record<string, string> = {}
  for (const field of form.querySelectorAll(FIELDS)) {
    const name = attribute(field, 'name')
    if (typeof name === 'string' && name) value[name] = valueOf(field)
  }
  fire(form, 'submit', { value })
}
