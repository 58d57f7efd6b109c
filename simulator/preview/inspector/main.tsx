import { render } from 'preact'
import type { PreviewPhone } from '../runtime/preview-phone.ts'
import './controls.css'
import './story.css'
import './compare.css'
import './network.css'
import './panels.css'
import './inspector.css'
import { Inspector } from './inspector.tsx'
import { askMock, connect, listenToSteps, people, touch } from './model.ts'

/**
 * Draws the inspector beside the phone.
 *
 * @param place the element it is drawn in
 * @param present the phone that is there already
 * @param names of the users it can have
 * @returns a function that the frame calls at every change of a phone
 */
export function createInspector(
  place: HTMLElement,
  present: PreviewPhone | undefined,
  names: string[],
) {
  people.value = names
  if (present) connect(present)
  listenToSteps()
  void askMock()
  addEventListener('focus', () => void askMock())
  render(<Inspector />, place)
  return { changed: touch }
}
