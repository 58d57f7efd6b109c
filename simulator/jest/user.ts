import {
  confirmField,
  enterField,
  enterText,
  untypableCharacters,
  leaveField,
  reviewField,
} from '../engine/rules/fields.ts'
import type { Taps } from '../engine/rules/taps.ts'
import { pullDown } from '../wx/ui/page-frame.ts'
import { tapTab } from '../wx/ui/tap-tab.ts'
import type { NicknameVerdict } from '../wx/open-api/nickname.ts'
import type { Simulator } from '../wx/simulator.ts'
import { attribute, builtIn, isButton, isVisible, pageElementOf } from './elements.ts'
import { Fingers } from './fingers.ts'
import { matches, type TextMatch } from './queries.ts'
import type { Target } from './reach.ts'
import type { Screen } from './screen.ts'
import type { Tab } from './page-frame.ts'
import { describe, touchedIn } from './touch.ts'
import { turn, untilThere } from './wait.ts'

/** The user of the phone. Does what a user could do, and refuses the rest. */
export class User extends Fingers {
  readonly #tabs: Tab[]
  readonly #taps: Taps

  constructor(simulator: Simulator, taps: Taps, screen: Screen, tabs: Tab[] = []) {
    super(simulator, screen)
    this.#tabs = tabs
    this.#taps = taps
  }

  /**
   * Taps what has this text or, where it shows none, this label: something on the page, a button
   * of the dialog over it, or a button of the tab bar. Waits up to two seconds for it to appear, as
   * everything the person does to something named by its words.
   *
   * @throws when it does not appear, is hidden or disabled, or is covered by a dialog
   */
  async tap(target: Target) {
    if (target instanceof Element) return this.tapElement(target)
    if (typeof target === 'object' && 'text' in target) {
      if (target.element) return this.tapElement(target.element)
      return this.#tapSurrounding(target.text)
    }
    const element = await untilThere(() =>
      this.dialogButton(target) ? undefined : this.find(target),
    )
    return element ? this.tapElement(element) : this.#tapSurrounding(target)
  }

  /** Taps an element that can't be identified by its text. */
  async tapElement(element: Element) {
    const part = element.closest<HTMLElement>('button') // of a window or a map, drawn in a component
    this.assertTouchable(pageElementOf(element), 'tap')
    if (part) part.click()
    else this.#taps.host.tap(builtIn(touchedIn(element)))
    await turn()
  }

  /**
   * Types into the field with this placeholder or label, replacing its text, and leaves it. Text
   * beyond `maxlength` is not typed. A field for nicknames is then reviewed by WeChat: `refuse`
   * clears it.
   *
   * @param verdict of the review; by default names that contain 违规 or `forbidden` are refused
   * @throws when the keyboard of the field's `type` lacks a key
   */
  async type(field: Target, text: string, verdict?: NicknameVerdict) {
    const element = await this.field(field)
    this.assertTouchable(element, 'type into')
    const node = builtIn(element)
    const [missing] = untypableCharacters(node, text)
    if (missing !== undefined) {
      throw new Error(
        `Nobody can type ${text} into ${describe(element)}: its keyboard has no ${missing}.`,
      )
    }
    enterField(node)
    enterText(node, text)
    leaveField(node)
    reviewField(node, this.#taps.host, verdict)
    await turn()
  }

  /** Presses the keyboard's own key (完成, 发送...) in a field: `bindconfirm`. */
  async pressEnter(field: Target) {
    const element = await this.field(field)
    this.assertTouchable(element, 'type into')
    const node = builtIn(element)
    enterField(node)
    if (confirmField(node).leaves) leaveField(node)
    await turn()
  }

  /**
   * Taps the form's `<button form-type="submit">`; without an argument there must be exactly one.
   */
  async submit(button?: Target) {
    if (button !== undefined) return this.tap(button)
    const buttons = this.screen
      .elements()
      .filter((one) => isButton(one) && attribute(one, 'formType') === 'submit' && isVisible(one))
    const [only] = buttons
    if (only && buttons.length === 1) return this.tapElement(only)
    throw new Error(
      `${buttons.length} buttons with form-type="submit" are on the screen.\n${this.screen.print()}`,
    )
  }

  /**
   * Changes one permission in WeChat's own menu (the capsule's dots, then 设置), outside the
   * mini-program: the user leaves it and comes back.
   */
  async setPermission(scope: string, granted: boolean) {
    await this.leave()
    await this.simulator.platform.authorize(scope, granted)
    await this.comeBack()
  }

  /** The back arrow of the navigation bar. */
  async back() {
    const { pages, dialogs } = this.simulator
    if (dialogs.current) {
      throw new Error(
        `Nobody can go back: a ${dialogs.current.kind} dialog lies over the arrow.\n${this.screen.print()}`,
      )
    }
    if (pages.stack.length < 2) {
      throw new Error(`Nobody can go back: ${pages.current?.route} is the first page.`)
    }
    pages.navigateBack()
    await turn()
  }

  /** Pulls the page down from its top: `onPullDownRefresh`. */
  async pullDown() {
    pullDown(this.simulator.context)
    await turn()
  }

  /** Goes to another app; the mini-program stays in memory. */
  async leave() {
    this.simulator.pages.current?.lifecycle('onHide')
    this.simulator.app.hide()
    await turn()
  }

  /** Comes back to the mini-program after `leave()`. */
  async comeBack() {
    this.simulator.app.show()
    this.simulator.pages.current?.lifecycle('onShow')
    await turn()
  }

  async #tapSurrounding(text: TextMatch) {
    if (this.dialogButton(text)) return this.tapDialog(text)
    const { dialogs } = this.simulator
    const index = this.#tabs.findIndex((tab) => matches(tab.text, text))
    const tab = this.#tabs[index]
    if (!tab) throw new Error(`${String(text)} is no button.\n${this.screen.print()}`)
    if (dialogs.current) {
      throw new Error(
        `Nobody can tap the tab ${tab.text}: a ${dialogs.current.kind} dialog lies over it.`,
      )
    }
    tapTab(this.simulator.context, index, tab)
    await turn()
  }
}
