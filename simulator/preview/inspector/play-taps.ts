import type { PreviewPhone } from '../runtime/preview-phone.ts'
import { isChinese } from '../frame/language.ts'

const PATIENCE_MS = 8000
const LOOK_MS = 50

/**
 * Repeats a user's actions on a signed-out phone: taps the same texts, and allows what WeChat asks
 * for.
 *
 * @param present the phone in the frame, which is another one after each start
 * @returns why it stopped; nothing where all was done
 */
export async function playTaps(
  present: () => PreviewPhone | undefined,
  taps: { label: string }[],
): Promise<string | undefined> {
  const before = present()
  if (!before) return undefined
  before.simulator.storage.clear()
  await forget(before)
  before.restart()
  if (!(await until(() => present() !== before)))
    return isChinese ? '手机没有启动' : 'The phone did not start'
  for (const { label } of taps) {
    const isDone = await until(() => {
      const phone = present()
      if (phone && allow(phone)) return false
      return phone?.press(label) === true
    })
    if (!isDone) return isChinese ? `找不到“${label}”` : `There is no “${label}” to tap`
  }
  // The last tap may still make WeChat ask.
  await until(() => present()?.simulator.dialogs.current !== undefined, 1500)
  const phone = present()
  if (phone) allow(phone)
  return undefined
}

/** An earlier consent of this person's would keep WeChat from asking again. */
async function forget({ settings, simulator }: PreviewPhone) {
  const scope = { scope: 'scope.userInfo', granted: false }
  const body = JSON.stringify({ user: settings.user, appid: simulator.appid, ...scope })
  const headers = { 'Content-Type': 'application/json' }
  await fetch('/__client/authorize', { method: 'POST', headers, body })
}

function allow({ simulator }: PreviewPhone): boolean {
  if (simulator.dialogs.current?.kind !== 'consent') return false
  simulator.dialogs.answer('consent', true)
  return true
}

async function until(isSo: () => boolean, patience = PATIENCE_MS): Promise<boolean> {
  for (let waited = 0; waited < patience; waited += LOOK_MS) {
    if (isSo()) return true
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  return false
}
