/**
 * A window of WeChat's own over everything, which the real phone draws in its own way: paying,
 * scanning, choosing an address. Here each shows what it is about, and what the person can do.
 */
export interface Sheet {
  kind: 'sheet'
  /** The API that opened it: `requestPayment`. */
  api: string
  title: string
  lines: string[]
  /** Pictures and the like that are shown, as addresses or paths of files. */
  pictures?: string[]
  /** Fields for the person to fill in, with their first values. */
  fields?: { name: string; label: string; value: string }[]
  /** The person's choices, the usual one first. */
  choices: string[]
  /** The way out; absent: there is none but the choices. */
  cancel?: string
}

/** The person's answer to a sheet. */
export interface SheetAnswer {
  /** Which of the choices, from 0. */
  choice: number
  /** Values of the fields, by name. */
  fields: Record<string, string>
}

/** A window over the page that waits for the person. */
export type Dialog =
  | Sheet
  | {
      kind: 'consent'
      scope: string
      title: string
      text: string
      allow: string
      deny: string
    }
  | {
      kind: 'modal'
      title: string
      text: string
      confirm: string
      /** Absent: the dialog has one button. */
      cancel?: string
      /** Present: the dialog has a field to type into, whose first value is `text`. */
      placeholder?: string
    }
  | { kind: 'actions'; title?: string; items: string[]; cancel: string }
  | { kind: 'settings'; title: string; authSetting: Record<string, boolean> }

interface Answers {
  /** True when the person allowed it. */
  consent: boolean
  /** With what was typed where the dialog has a field. */
  modal: 'confirm' | 'cancel' | { typed: string }
  /** Which item, from 0; `undefined`: the person chose none. */
  actions: number | undefined
  /** `undefined`: the person left it. */
  sheet: SheetAnswer | undefined
  /** The switches as the person left them. */
  settings: Record<string, boolean>
}

/** A kind of dialog. */
export type DialogKind = keyof Answers
/** A dialog of this kind. */
export type DialogOf<Kind extends DialogKind> = Extract<Dialog, { kind: Kind }>

/** A toast over the page. */
export interface Toast {
  kind: 'toast' | 'loading'
  title: string
  icon: string
  /** A picture in place of the icon. */
  image?: string
  /** Nothing on the page can be tapped meanwhile. */
  mask?: boolean
}

interface OpenDialog {
  dialog: Dialog
  answer: (value: never) => void
}

/** @param answer absent when the dialog opens; what the person did when it closes */
type Watcher = (dialog: Dialog, answer?: { answer: unknown }) => void

/** Overlays of the page: dialogs, answered one after another, and a single toast. */
export class Dialogs {
  #open: OpenDialog[] = []
  #toast: Toast | undefined
  #toastTimer: ReturnType<typeof setTimeout> | undefined
  #listeners = new Set<() => void>()
  #watchers = new Set<Watcher>()

  /** The dialog in front, which the user can answer now. */
  get current(): Dialog | undefined {
    return this.#open[0]?.dialog
  }

  get toast(): Toast | undefined {
    return this.#toast
  }

  /** Calls `listener` after every change, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Calls `watcher` with every dialog that opens, and again with its answer. */
  watch(watcher: Watcher) {
    this.#watchers.add(watcher)
  }

  ask<Kind extends DialogKind>(dialog: DialogOf<Kind>): Promise<Answers[Kind]> {
    return new Promise((resolve) => {
      this.#open.push({ dialog, answer: resolve })
      for (const watcher of this.#watchers) watcher(dialog)
      this.#changed()
    })
  }

  /** Answers the dialog in front, as the person. */
  answer<Kind extends DialogKind>(kind: Kind, value: Answers[Kind]) {
    const front = this.#open[0]
    if (front?.dialog.kind !== kind) {
      throw new Error(`No ${kind} dialog is open, but ${front?.dialog.kind ?? 'nothing'}.`)
    }
    this.#open.shift()
    for (const watcher of this.#watchers) watcher(front.dialog, { answer: value })
    front.answer(value as never)
    this.#changed()
  }

  /** @param duration milliseconds until it goes by itself; a loading toast stays */
  showToast(toast: Toast, duration?: number) {
    clearTimeout(this.#toastTimer)
    this.#toast = toast
    if (duration !== undefined) this.#toastTimer = setTimeout(() => this.hideToast(), duration)
    this.#changed()
  }

  hideToast() {
    clearTimeout(this.#toastTimer)
    this.#toast = undefined
    this.#changed()
  }

  #changed() {
    for (const listener of this.#listeners) listener()
  }
}
