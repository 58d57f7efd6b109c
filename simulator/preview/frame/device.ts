import { deviceNamed } from '../runtime/devices.ts'
import type { PreviewPhone } from '../runtime/preview-phone.ts'
import { byId } from './dom.ts'

/** Room for the window's own edges, and the phone's, in px. */
const AROUND = 64
const EDGE = 16

let shown = ''

/** Makes the phone as large as the device that was chosen; one that is too high is shown smaller. */
export function fitDevice({ settings }: PreviewPhone) {
  const key = `${settings.device} ${innerHeight} ${innerWidth}`
  if (key === shown) return
  shown = key
  const phone = byId('phone')
  const { size, name } = deviceNamed(settings.device)
  phone.dataset.device = name
  const isDrawer = innerWidth < 900
  const { style } = phone
  if (!size || isDrawer) {
    for (const property of ['width', 'height', 'zoom']) style.removeProperty(property)
    return
  }
  style.width = `${size.width + EDGE}px`
  style.height = `${size.height + EDGE}px`
  style.setProperty('zoom', String(Math.min(1, (innerHeight - AROUND) / (size.height + EDGE))))
}
