import type { PickerValue } from '../../../simulator/engine/rules/picker.ts'
import type { Dialog } from '../../../simulator/wx/dialogs.ts'
import type { PhoneOptions, Text } from './story.ts'

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

/** The person's fingers. */
export interface StoryUser {
  tap(text: Text): Promise<Refusal>
  type(field: string, text: string): Promise<Refusal>
  /** Presses the button of the keyboard, in a field. */
  pressEnter(field: string): Promise<Refusal>
  pick(text: Text, value: PickerValue): Promise<Refusal>
  /** Presses a button of the dialog in front. */
  press(label: string): Promise<void>
  /** Sets the switches of the settings page in front, and leaves it. */
  changeSettings(switches: Record<string, boolean>): Promise<void>
  back(): Promise<void>
  leave(): Promise<void>
  comeBack(): Promise<void>
}

/** The person's eyes. */
export interface StoryScreen {
  around(): Promise<Around>
  /** The number of elements with this text. */
  count(text: Text): Promise<number>
  /** The texts on the page, piece by piece, as they stand in the document. */
  texts(): Promise<string[]>
  isDisabled(text: Text): Promise<boolean>
  /** `undefined`: there is not exactly one such field. */
  valueOf(field: string): Promise<string | undefined>
  /** The screen as text. */
  print(): Promise<string>
}

/** A phone that stories are played on, in jest or in Chromium. */
export interface StoryPhone {
  user: StoryUser
  screen: StoryScreen
  /** Reaches the mock server, for events on the server. */
  fetch: (path: string, init?: RequestInit) => Promise<Response>
  /** Time something may take to appear, in milliseconds. */
  patienceMs: number

  start(options: PhoneOptions, page: string | undefined): Promise<void>
  /** @param user somebody else, who then uses the phone */
  relaunch(user?: string): Promise<void>
  setOnline(isOnline: boolean): Promise<void>
  /** Waits until no call of the mini-program is in progress. */
  settle(): Promise<void>
  /** `undefined`: nothing is kept there. */
  stored(key: string): Promise<unknown>
}

/** An action that the person could not do has not happened; the screen is shown with the reason. */
export async function attempt(act: () => Promise<unknown>): Promise<Refusal> {
  try {
    await act()
    return undefined
  } catch (error) {
    return (error as Error).message.split('\n')[0]
  }
}
