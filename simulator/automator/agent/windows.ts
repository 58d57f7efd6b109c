import { ProtocolError } from '../protocol.ts'
import type { AutomatedPhone } from './phone.ts'
import { waitFor } from './wait.ts'

/** The consent window opens after a request to the server, so it may open a little later. */
export const WINDOW_PATIENCE_MS = 5_000

/**
 * Answers the window in front as a user does, by a button's label; `yes` and `no` mean its first
 * confirming and its cancelling button.
 *
 * @returns the label that was chosen
 * @throws ProtocolError if no window is open, or it lacks that button
 */
export async function answerWindow({ simulator }: AutomatedPhone, answer: string): Promise<string> {
  const { dialogs } = simulator
  const dialog = await waitFor(() => dialogs.current, WINDOW_PATIENCE_MS)
  if (!dialog) throw new ProtocolError('no window is open')
  const [yes, no, others] = answersOf(dialog, (kind, value) =>
    dialogs.answer(kind as never, value as never),
  )
  const all = [...others, yes, ...(no ? [no] : [])]
  const chosen =
    answer === 'yes' ? yes : answer === 'no' ? no : all.find(({ label }) => label === answer)
  if (!chosen) {
    const labels = all.map(({ label }) => label).join('", "')
    throw new ProtocolError(`the window has no answer "${answer}"; it has "${labels}"`)
  }
  chosen.choose()
  return chosen.label
}

interface Choice {
  label: string
  choose(): void
}

type Dialog = NonNullable<AutomatedPhone['simulator']['dialogs']['current']>
type Answer = (kind: Dialog['kind'], value: unknown) => void

/** The confirming button, the cancelling one, and the others that a window offers. */
function answersOf(dialog: Dialog, answer: Answer): [Choice, Choice | undefined, Choice[]] {
  const choice = (label: string, value: unknown): Choice => ({
    label,
    choose: () => answer(dialog.kind, value),
  })
  switch (dialog.kind) {
    case 'consent':
      return [choice(dialog.allow, true), choice(dialog.deny, false), []]
    case 'modal': {
      const out = dialog.cancel === undefined ? undefined : choice(dialog.cancel, 'cancel')
      return [choice(dialog.confirm, 'confirm'), out, []]
    }
    case 'actions': {
      const [first = choice(dialog.cancel, undefined), ...rest] = dialog.items.map(choice)
      return [first, choice(dialog.cancel, undefined), rest]
    }
    case 'settings':
      return [choice('完成', dialog.authSetting), choice('完成', dialog.authSetting), []]
    case 'sheet': {
      const fields = Object.fromEntries(
        (dialog.fields ?? []).map(({ name, value }) => [name, value]),
      )
      const [first = choice(dialog.title, undefined), ...rest] = dialog.choices.map((label, at) =>
        choice(label, { choice: at, fields }),
      )
      return [
        first,
        dialog.cancel === undefined ? undefined : choice(dialog.cancel, undefined),
        rest,
      ]
    }
  }
}
