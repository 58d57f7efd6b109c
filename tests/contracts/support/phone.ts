import type { Around } from '../../support/story/phone.ts'
import type { Text } from '../../support/story/story.ts'

/**
 * A phone with a mini-program of a contract on it: what a person does and sees, and what the
 * mini-program itself holds. One of jest's and one in a browser; a contract can't tell them apart.
 */
export interface ContractPhone {
  /** Taps what says this. @throws Error when a person could not */
  tap(text: Text): Promise<void>
  /** Types into the field with this placeholder or label, in place of what stood there, and leaves it. */
  type(field: string, text: string): Promise<void>
  /** Presses a button of the dialog in front; waits for it. */
  press(label: string): Promise<void>
  /** The arrow of the navigation bar. */
  back(): Promise<void>
  /** Waits until exactly one thing on the page in front says this. */
  see(text: Text): Promise<void>
  /** Waits until nothing on the page in front says this. */
  gone(text: Text): Promise<void>
  /** Route and title of the page in front, dialog and toast over it. */
  around(): Promise<Around>
  /** The value of the field with this placeholder or label. */
  valueOf(field: string): Promise<string | undefined>
  /** Calls a method of the page in front; the result comes as JSON would carry it. */
  call<Result = unknown>(method: string, ...args: unknown[]): Promise<Result>
  /** The data of the page in front, as JSON would carry it. */
  data(): Promise<Record<string, unknown>>
  /** The raw texts of what has this class on the page in front, in its order. */
  texts(className: string): Promise<string[]>
  /**
   * Looks at the document itself, for what no text shows.
   *
   * @param look runs where the page is: it can use nothing from around it but `arg`
   */
  look<Result, Arg = undefined>(
    look: (page: HTMLElement, arg: Arg) => Result,
    arg?: Arg,
  ): Promise<Result>
  /** The value `wx.getStorageSync` returns. */
  stored(key: string): Promise<unknown>
  /** Waits until no call of the mini-program is in progress. */
  settle(): Promise<void>
  /** The problems so far, each as a message. A contract fails over problems it does not take. */
  takeProblems(): Promise<string[]>
  close(): Promise<void>
}

/** A value as it crosses from the browser. */
export const asJson = (value: unknown): unknown =>
  value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown)
