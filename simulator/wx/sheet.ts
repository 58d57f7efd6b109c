import { ApiFailure } from './failure.ts'
import type { Context } from './context.ts'
import type { Sheet, SheetAnswer } from './dialogs.ts'

/** The note in every simulated window of WeChat's: nothing leaves this machine. */
export const NOT_REAL = '模拟窗口，不会真的发生 · simulated, nothing real happens'

/** A window's words; `kind` and the note that it is not real are put in. */
export type SheetOptions = Omit<Sheet, 'kind'>

/**
 * Opens a window of WeChat's and waits for the person.
 *
 * @throws ApiFailure `cancel` when the person leaves it
 */
export async function askBySheet(
  { dialogs }: Pick<Context, 'dialogs'>,
  options: SheetOptions,
): Promise<SheetAnswer> {
  const lines = [...options.lines, NOT_REAL]
  const answer = await dialogs.ask<'sheet'>({
    kind: 'sheet',
    cancel: '取消',
    ...options,
    lines,
  })
  if (!answer) throw new ApiFailure('cancel')
  const before = Object.fromEntries(options.fields?.map(({ name, value }) => [name, value]) ?? [])
  return { choice: answer.choice, fields: { ...before, ...answer.fields } }
}

/** A window that shows something and is closed; leaving it is no failure. */
export async function showSheet(
  phone: Pick<Context, 'dialogs'>,
  options: Omit<SheetOptions, 'choices'>,
) {
  const { dialogs } = phone
  const lines = [...options.lines, NOT_REAL]
  await dialogs.ask<'sheet'>({ kind: 'sheet', choices: ['关闭'], ...options, lines })
}
