import { canAuthorizeByButton } from '../../services/user-info'
import { permissionOf } from '../../services/permission'

/**
 * The ways to sign in that WeChat had one after another, and that tutorials still show:
 *
 * - `button`: `<button open-type="getUserInfo">` (since 2018; anonymous data since 2021).
 * - `getUserInfo`: no button is needed for a user who has already allowed it, per `wx.getSetting`.
 * - `getUserProfile`: asks every time (2021 to 2022).
 * - `authorize`: `wx.authorize`, which has opened no window for user info since 2018.
 * - `loginFirst`: `wx.login`, then `wx.getUserInfo`, with `wx.showModal` where either fails.
 * - `openData`: `<open-data>` shows the name, `wx.login` alone signs in.
 * - `upgrade`: this WeChat is too old for any of them.
 */
export type Flow =
  'button' | 'getUserInfo' | 'getUserProfile' | 'authorize' | 'loginFirst' | 'openData' | 'upgrade'

const flows: Flow[] = [
  'button',
  'getUserInfo',
  'getUserProfile',
  'authorize',
  'loginFirst',
  'openData',
  'upgrade',
]

/** From this base library on, `wx.getUserProfile` gives the same anonymous data as the button. */
const RECALLED = '2.27.1'

/**
 * The flow for this client.
 *
 * @param forced a flow's name, to show it whatever the client: `/pages/sign-in/sign-in?flow=authorize`
 */
export function chooseFlow(forced?: string): Flow {
  const known = flows.filter((flow) => flow === forced)[0]
  if (known) return known
  if (typeof wx.getUserProfile === 'function' && isBefore(RECALLED)) return 'getUserProfile'
  return canAuthorizeByButton() ? 'button' : 'upgrade'
}

/** True when the user allowed `scope.userInfo` before. If that can't be read, false: the button asks. */
export async function isAlreadyAuthorized(): Promise<boolean> {
  try {
    return (await permissionOf('scope.userInfo')) === 'granted'
  } catch {
    return false
  }
}

function isBefore(version: string): boolean {
  const { SDKVersion } = wx.getAppBaseInfo ? wx.getAppBaseInfo() : wx.getSystemInfoSync()
  const own = SDKVersion.split('.').map(Number)
  const parts = version.split('.').map(Number)
  for (let index = 0; index < parts.length; index++) {
    const difference = (own[index] || 0) - (parts[index] || 0)
    if (difference !== 0) return difference < 0
  }
  return false
}
