import { openShareMenu } from '../../wx/share/capsule.ts'
import type { PreviewPhone } from '../runtime/preview-phone.ts'
import { homeOf } from './chrome.ts'
import { frame } from './dialog-frame.ts'
import { byId, h } from './dom.ts'
import { phoneWords } from './words.ts'

/** The two buttons that WeChat draws at the top right of every page: menu and close. */
export function drawCapsule(phone: () => PreviewPhone | undefined) {
  byId('menu').addEventListener('click', () => {
    const shown = phone()
    if (shown) openMenu(shown)
  })
  // Leaving a mini-program hides it; coming back shows it again, as it was.
  byId('leave').addEventListener('click', () => {
    const shown = phone()
    if (shown) leave(shown)
  })
}

function openMenu(phone: PreviewPhone) {
  const words = phoneWords(phone.settings.language)
  const cover = byId('menu-cover')
  const close = () => {
    cover.hidden = true
    cover.replaceChildren()
    byId('menu').focus()
  }
  const item = (label: string, act: () => unknown) =>
    h(
      'button',
      {
        type: 'button',
        onclick: () => {
          close()
          void act()
        },
      },
      label,
    )
  const { app } = phone.config
  const items = [
    item(words.share, () => openShareMenu(phone.simulator.context)),
    item(words.home, () => phone.simulator.pages.reLaunch(`/${homeOf(app)}`)),
    item(words.restart, () => phone.restart()),
    item(words.cancel, () => {}),
  ]
  cover.replaceChildren(frame('actions', words.menu, close, items))
  cover.hidden = false
  items[0]?.focus()
}

function leave({ simulator, settings }: PreviewPhone) {
  const words = phoneWords(settings.language)
  const cover = byId('menu-cover')
  simulator.app.hide()
  const back = h(
    'button',
    {
      type: 'button',
      class: 'come-back',
      onclick: () => {
        cover.hidden = true
        cover.replaceChildren()
        simulator.app.show()
      },
    },
    words.comeBack,
  )
  cover.replaceChildren(back)
  cover.hidden = false
  back.focus()
}
