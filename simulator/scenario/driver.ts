import type { PickerValue } from '../engine/rules/picker.ts'
import type { Dialog } from '../wx/dialogs.ts'
import type { PhoneOptions, Text } from './scenario.ts'

/** Elements over or around the page. */
export interface Around {
  /** Of the page in front. */
  route: string
  title: string
  dialog?: Dialog
  toast?: string
}

/** Why a person could not do it; `undefined` where they did. */
export type Refusal = string | undefined

/** One engine's phone, for scenarios: what a person can do with it, and what they see. */
export interface Driver {
  /** Reaches the mock server, for events on the server. */
  fetch: (path: string, init?: RequestInit) => Promise<Response>
  /** Time something may take to appear, in milliseconds. */
  patienceMs: number

  start(phone: PhoneOptions, page: string | undefined): Promise<void>
  tap(text: Text): Promise<Refusal>
  type(field: string, text: string): Promise<Refusal>
  enter(field: string): Promise<Refusal>
  pick(text: Text, value: PickerValue): Promise<Refusal>
  /** Presses a button of the dialog in front. */
  press(label: string): Promise<void>
  /** Sets the switches of the settings page in front, and leaves it. */
  flip(switches: Record<string, boolean>): Promise<void>
  back(): Promise<void>
  leave(): Promise<void>
  comeBack(): Promise<void>
  /** @param user somebody else, who then uses the phone */
  relaunch(user?: string): Promise<void>
  setOnline(isOnline: boolean): Promise<void>

  /** Waits until no call of the mini-program is under way. */
  settle(): Promise<void>
  around(): Promise<Around>
  /** The number of elements with this text. */
  count(text: Text): Promise<number>
  /** The texts on the page, piece by piece, as they stand in the document. */
  texts(): Promise<string[]>
  isDisabled(text: Text): Promise<boolean>
  /** `undefined`: there is not exactly one such field. */
  valueOf(field: string): Promise<string | undefined>
  /** `undefined`: nothing is kept there. */
  stored(key: string): Promise<unknown>
  /** The screen as text. */
  print(): Promise<string>
}
