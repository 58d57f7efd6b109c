import type { Device } from '../device.ts'

/** The capsule at the top right, in px: its size, and how far it is from the edges. */
const CAPSULE = { width: 87, height: 32, right: 7, belowStatusBar: 4 }

/** The capsule's box, in px from the top left of the screen. */
export function capsuleOf({ windowWidth, statusBarHeight }: Device) {
  const { width, height, belowStatusBar } = CAPSULE
  const right = windowWidth - CAPSULE.right
  const top = statusBarHeight + belowStatusBar
  return { width, height, top, right, bottom: top + height, left: right - width }
}
