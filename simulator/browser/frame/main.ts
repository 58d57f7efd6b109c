import type { Phone } from '../runtime/phone.ts'
import { drawChrome, drawFaults } from './chrome.ts'
import { createControls } from './controls.ts'
import { byId, h } from './dom.ts'
import { drawOverlay } from './overlay.ts'
import { createPanels } from './panels.ts'
import { createSequence } from './sequence.ts'
import { words } from './words.ts'

const FOLDED_KEY = 'weapp-preview:folded'

let phone: Phone | undefined

byId('back').addEventListener('click', () => phone?.simulator.pages.navigateBack())
const controls = createControls(() => phone, ['developer', 'visitor'])
const panels = createPanels()
const sequence = createSequence()

const screenFrame = byId('screen') as HTMLIFrameElement
const fold = h('button', { type: 'button', class: 'fold', onclick: () => setFolded(!isFolded()) })
byId('inspector').append(sequence.element, controls.element, panels.element)
byId('phone').after(fold)
// A narrow window shows the phone alone, until the inspector is asked for.
setFolded((localStorage.getItem(FOLDED_KEY) ?? (innerWidth > 900 ? 'no' : 'yes')) === 'yes')

/** Each time the phone starts, it is a new one. */
function connect(started: Phone) {
  phone = started
  started.watch(() => {
    drawChrome(started)
    drawOverlay(started)
    drawFaults(started)
    controls.draw(started)
    panels.draw(started)
  })
  void panels.readPermissions(started)
}

function listenToScreen() {
  const inner = screenFrame.contentWindow
  if (!inner) return
  if (inner.phone) connect(inner.phone)
  else inner.onPhone = connect
}
screenFrame.addEventListener('load', listenToScreen)
listenToScreen()

sequence.onStep(() => {
  if (!phone) return
  panels.draw(phone)
  void panels.readPermissions(phone)
})
setInterval(() => phone && panels.tick(phone), 1000)

function isFolded() {
  return document.body.classList.contains('folded')
}

function setFolded(folded: boolean) {
  document.body.classList.toggle('folded', folded)
  localStorage.setItem(FOLDED_KEY, folded ? 'yes' : 'no')
  fold.textContent = folded ? '‹' : '›'
  fold.setAttribute('aria-label', folded ? words.unfold : words.fold)
  fold.setAttribute('aria-expanded', String(!folded))
}
