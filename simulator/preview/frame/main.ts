import type { PreviewPhone } from '../runtime/preview-phone.ts'
import './frame.css'
import './phone-frame.css'
import './on-phone.css'
import './dialogs.css'
import './narrow.css'
import { drawCapsule } from './capsule.ts'
import { drawChrome, goBack } from './chrome.ts'
import { byId } from './dom.ts'
import { fitDevice } from './device.ts'
import { drawFaults } from './faults.ts'
import { addFold } from './fold.ts'
import { followKeyboard } from './keyboard.ts'
import { loadInspector, type Inspector } from './load-inspector.ts'
import { offerNickname } from './nickname-strip.ts'
import { showNotices } from './notices.ts'
import { drawOverlay } from './overlay.ts'
import { startStatusBar } from './status-bar.ts'

/** The inspector is loaded after this time even if the phone shows nothing. */
const PATIENCE_MS = 2000

let phone: PreviewPhone | undefined
let inspector: Inspector | undefined

byId('back').addEventListener('click', () => phone && goBack(phone))
startStatusBar()
drawCapsule(() => phone)
followKeyboard(document)

let isShown = () => {}
const shown = new Promise<void>((resolve) => {
  isShown = resolve
  setTimeout(resolve, PATIENCE_MS)
})

/** Each time the phone starts, it is a new one. */
function connect(started: PreviewPhone) {
  phone = started
  void showNotices(started)
  const { contentDocument } = screenFrame
  if (contentDocument) {
    offerNickname(started, contentDocument)
    followKeyboard(contentDocument)
  }
  started.watch(() => {
    fitDevice(started)
    drawChrome(started)
    drawOverlay(started)
    drawFaults(started)
    if (!started.isBlank() || started.reports.length > 0) isShown()
    inspector?.changed(started)
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

addFold()
await shown // after the first page: it should not share the CPU
inspector = await loadInspector(() => phone)
if (phone) inspector?.changed(phone)
