import type { Dialog, DialogOf } from '../../wx/dialogs.ts'
import type { PreviewPhone } from '../runtime/preview-phone.ts'
import { frame } from './dialog-frame.ts'
import { byId, h } from './dom.ts'
import { drawAvatarSheet } from './avatar-sheet.ts'
import { drawConsent } from './consent.ts'
import { drawSheet } from './sheet.ts'
import { words } from './words.ts'

let shown: Dialog | undefined

/** Draws over the page: the dialog in front, and the toast. */
export function drawOverlay(phone: PreviewPhone) {
  const { dialogs } = phone.simulator
  const toast = byId('toast')
  toast.hidden = !dialogs.toast
  if (dialogs.toast) {
    toast.dataset.icon = dialogs.toast.icon
    toast.textContent = dialogs.toast.title
  }
  byId('bar').toggleAttribute('inert', Boolean(dialogs.current))
  const isMasked = dialogs.toast?.mask === true
  byId('screen').toggleAttribute('inert', Boolean(dialogs.current) || isMasked)
  if (dialogs.current === shown) return
  shown = dialogs.current
  const cover = byId('cover')
  cover.hidden = !shown
  if (!shown) return byId('screen').focus()
  cover.replaceChildren(drawDialog(phone, shown))
  cover.querySelector<HTMLElement>('[data-first]')?.focus()
}

function drawDialog(phone: PreviewPhone, dialog: Dialog): HTMLElement {
  switch (dialog.kind) {
    case 'consent':
      return dialog.scope === 'avatar' ? drawAvatarSheet(phone, dialog) : drawConsent(phone, dialog)
    case 'modal':
      return drawModal(phone, dialog)
    case 'actions':
      return drawActions(phone, dialog)
    case 'sheet':
      return drawSheet(phone, dialog)
    case 'settings':
      return drawSettings(phone, dialog)
  }
}

function drawModal({ simulator }: PreviewPhone, dialog: DialogOf<'modal'>) {
  const { placeholder } = dialog
  const field = placeholder !== undefined && h('input', { placeholder, value: dialog.text })
  const answer = (what: 'confirm' | 'cancel') => () =>
    simulator.dialogs.answer('modal', field && what === 'confirm' ? { typed: field.value } : what)
  return frame('modal', dialog.title, dialog.cancel ? answer('cancel') : undefined, [
    field || h('p', {}, dialog.text),
    h(
      'div',
      { class: 'buttons' },
      dialog.cancel !== undefined &&
        h('button', { type: 'button', onclick: answer('cancel') }, dialog.cancel),
      h(
        'button',
        { type: 'button', class: 'primary', 'data-first': true, onclick: answer('confirm') },
        dialog.confirm,
      ),
    ),
  ])
}

function drawActions({ simulator }: PreviewPhone, dialog: DialogOf<'actions'>) {
  const answer = (index: number | undefined) => () => simulator.dialogs.answer('actions', index)
  const item = (label: string, index: number | undefined) =>
    h('button', { type: 'button', 'data-first': index === 0, onclick: answer(index) }, label)
  return frame('actions', dialog.title ?? '', answer(undefined), [
    ...dialog.items.map((label, index) => item(label, index)),
    item(dialog.cancel, undefined),
  ])
}

function drawSettings({ simulator }: PreviewPhone, dialog: DialogOf<'settings'>) {
  const switches = Object.entries(dialog.authSetting).map(([scope, granted]) => {
    const box = h('input', { type: 'checkbox', checked: granted, name: scope })
    return { scope, box, row: h('label', { class: 'switch' }, h('span', {}, scope), box) }
  })
  const close = () =>
    simulator.dialogs.answer(
      'settings',
      Object.fromEntries(switches.map(({ scope, box }) => [scope, box.checked])),
    )
  return frame('full', dialog.title, close, [
    ...(switches.length > 0 ? switches.map(({ row }) => row) : [h('p', {}, words.noneAsked)]),
    h(
      'button',
      { type: 'button', class: 'primary', 'data-first': true, onclick: close },
      words.done,
    ),
  ])
}
