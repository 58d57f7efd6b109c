import type { Phone } from '../runtime/phone.ts'
import './frame.css'
import { drawChrome, goBack } from './chrome.ts'
import { byId } from './dom.ts'
import { drawFaults } from './faults.ts'
import { createInspector, type Inspector } from './inspector.ts'
import { showNotices } from './notices.ts'
import { drawOverlay } from './overlay.ts'

let phone: Phone | undefined
let inspector: Inspector | undefined

byId('back').addEventListener('click', () => phone && goBack(phone))

/** Each time the phone starts, it is a new one. */
function connect(started: Phone) {
  phone = started
  void showNotices(started)
  started.watch(() => {
    drawChrome(started)
    drawOverlay(started)
    drawFaults(started)
    inspector?.draw(started)
  })
}

const screenFrame = byId('screen') as HTMLIFrameElement

function listenToScreen() {
  const inner = screenFrame.contentWindow
  if (!inner) return
  if (inner.phone) connect(inner.phone)
  else inner.onPhone = connect
}
screenFrame.addEventListener('load', listenToScreen)
listenToScreen()

// The mock's controls answer to its own machine only: on another, the phone stands alone.
inspector = await createInspector(() => phone)
if (phone) inspector?.draw(phone)
