import type { Sheet } from '../../wx/dialogs.ts'
import type { PreviewPhone } from '../runtime/preview-phone.ts'
import { frame } from './dialog-frame.ts'
import { h } from './dom.ts'

/** A window of WeChat's own: what it is about, what can be filled in, one button for each choice. */
export function drawSheet({ simulator }: PreviewPhone, sheet: Sheet): HTMLElement {
  const { dialogs, files } = simulator
  const inputs = (sheet.fields ?? []).map(({ name, label, value }) => {
    const input = h('input', { name, value, 'aria-label': label })
    return { name, input, row: h('label', { class: 'field' }, h('span', {}, label), input) }
  })
  const fields = () => Object.fromEntries(inputs.map(({ name, input }) => [name, input.value]))
  const leave = () => dialogs.answer('sheet', undefined)
  const choose = (choice: number) => () => dialogs.answer('sheet', { choice, fields: fields() })
  const isChoice = (index: number) => ({
    class: index === 0 ? 'primary' : '',
    'data-first': index === 0,
  })
  return frame('sheet', sheet.title, sheet.cancel === undefined ? undefined : leave, [
    ...(sheet.pictures ?? []).map((src) =>
      h('img', { src: shownAs(files.get(src), src), alt: src }),
    ),
    ...sheet.lines.map((line) => h('p', {}, line)),
    ...inputs.map(({ row }) => row),
    h(
      'div',
      { class: 'buttons' },
      sheet.cancel !== undefined && h('button', { type: 'button', onclick: leave }, sheet.cancel),
      ...sheet.choices.map((label, index) =>
        h('button', { type: 'button', ...isChoice(index), onclick: choose(index) }, label),
      ),
    ),
  ])
}

/** A file of the phone's has no address of its own. */
const shownAs = (content: Blob | undefined, src: string) =>
  content ? URL.createObjectURL(content) : src
