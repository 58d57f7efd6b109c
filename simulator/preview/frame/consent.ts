import type { DialogOf } from '../../wx/dialogs.ts'
import type { PreviewPhone } from '../runtime/preview-phone.ts'
import { accountOf } from './account.ts'
import { appIcon } from './app-icon.ts'
import { frame } from './dialog-frame.ts'
import { h } from './dom.ts'
import { inEnglish, phoneWords } from './words.ts'

/** WeChat's consent window: the app that asks, the permission, and the account data concerned. */
export function drawConsent(
  { simulator, settings, config }: PreviewPhone,
  dialog: DialogOf<'consent'>,
) {
  const answer = (granted: boolean) => () => simulator.dialogs.answer('consent', granted)
  const said = (text: string) => (settings.language === 'en' ? inEnglish(text) : text)
  const name = config.app.window?.navigationBarTitleText || 'Mini-program'
  const about = h('div', { class: 'account', hidden: true })
  void showAccount(about, settings.user, dialog.scope)
  return frame('sheet', said(dialog.title), answer(false), [
    h(
      'p',
      { class: 'asker' },
      h('img', { src: appIcon(name), alt: '' }),
      h('b', {}, name),
      h('span', {}, phoneWords(settings.language).applies),
    ),
    h('p', {}, said(dialog.text)),
    about,
    h(
      'div',
      { class: 'buttons' },
      h('button', { type: 'button', onclick: answer(false) }, said(dialog.deny)),
      h(
        'button',
        { type: 'button', class: 'primary', 'data-first': true, onclick: answer(true) },
        said(dialog.allow),
      ),
    ),
  ])
}

/** The account's picture and name, or the number that is asked for. */
async function showAccount(place: HTMLElement, user: string, scope: string) {
  if (scope !== 'scope.userInfo' && scope !== 'phoneNumber') return
  const account = await accountOf(user)
  if (!account) return
  const { nickName, picture, phoneNumber } = account
  if (scope === 'phoneNumber') place.append(h('b', {}, phoneNumber))
  else place.append(h('img', { src: picture, alt: '' }), h('b', {}, nickName))
  place.hidden = false
}
