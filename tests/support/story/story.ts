import type { PickerValue } from '../../../simulator/engine/rules/picker.ts'
import type { Device } from '../../../simulator/wx/device.ts'

/** A whole text, or a pattern for it. */
export type Text = string | RegExp

/** An action of the person, or an event on the phone. */
export type Action =
  /** Taps what has this text. */
  | { tap: Text }
  /** Types into the field with this placeholder or `aria-label`, and leaves it. */
  | { type: string; into: string }
  /** Presses the button of the keyboard, in a field. */
  | { enter: string }
  /** Chooses in the picker that has this text. */
  | { pick: PickerValue; in: Text }
  /** Allows, or refuses, what the window with this title asks. */
  | { allow: string }
  | { deny: string }
  /** Answers the dialog of `wx.showModal` with this title (or text, where it has none). */
  | { confirm: string }
  | { cancel: string }
  /** Chooses an item of the action sheet. */
  | { choose: string }
  /** Flips switches on WeChat's settings page, and leaves it. */
  | { switch: Record<string, boolean> }
  /** The arrow of the navigation bar. */
  | { back: true }
  /** Leaves the mini-program for another app, and comes back. */
  | { leave: true }
  | { comeBack: true }
  /** Closes the mini-program and opens it again. */
  | { relaunch: true }
  /** Somebody else uses the phone: signs in to WeChat and opens the mini-program. */
  | { user: string }
  | { online: boolean }
  /** Puts the mock server into a named situation: `session-expired`. */
  | { server: string }

/** An expectation, to hold at once or soon. */
export type Expectation =
  | { see: Text }
  | { gone: Text }
  /** These stand on the page one after the other, in this order; other things may stand between. */
  | { order: string[] }
  /** The element with this text can not be tapped. */
  | { disabled: Text }
  /** The value of a field. */
  | { field: string; holds: string }
  /** The page in front. */
  | { page: string }
  | { title: string }
  | { toast: string }
  /** The window or dialog over the page; `null`: there is none. */
  | { dialog: string | null }
  /** The value `wx.getStorageSync` returns, as far as it is named; `null`: nothing. */
  | { stored: string; like: unknown }
  /** The backend's state, as far as it is named. */
  | { backend: { sessions?: unknown; users?: unknown } }

/** A step of a story. */
export type StoryStep = Action | Expectation

/** Options of the phone; the rest is as by default. */
export interface PhoneOptions {
  /** Its user, by the name the fake WeChat knows. */
  user?: string
  baseLibrary?: string
  language?: Device['language']
  /** The person has not agreed to the privacy guideline yet. */
  needsPrivacy?: boolean
}

/** Actions of a person and expectations, played in jest and in Chromium. */
export interface Story {
  title: string
  phone?: PhoneOptions
  /** The page the mini-program is opened at; by default its first. */
  start?: string
  steps: StoryStep[]
}

/** A step as it is written, for messages. */
export function describeStep(step: StoryStep): string {
  const parts = Object.entries(step).map(
    ([name, value]) =>
      `${name}: ${value instanceof RegExp ? String(value) : JSON.stringify(value)}`,
  )
  return `{ ${parts.join(', ')} }`
}
