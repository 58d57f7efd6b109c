import { pressButton } from '../../simulator/wx/open-api/button.ts'
import type { ButtonEvent } from '../../simulator/wx/open-api/button-event.ts'
import type { Context } from '../../simulator/wx/context.ts'

/** Presses `<button open-type>` and gives the event it fires last, if any. */
export async function eventOf(
  context: Context,
  openType: string,
  id = '',
): Promise<ButtonEvent | undefined> {
  let last: ButtonEvent | undefined
  await pressButton(context, openType, id, (event) => {
    last = event
  })
  return last
}
