/** The permissions of this mini-program: three states a scope, asked of WeChat once. */
import { askWechat } from './refusal'
import { spend } from './rate-limit'
import { codeOf } from './errors'

/** @see https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/authorize.html */
export type Scope =
  | 'scope.userInfo'
  | 'scope.userLocation'
  | 'scope.userFuzzyLocation'
  | 'scope.userLocationBackground'
  | 'scope.record'
  | 'scope.camera'
  | 'scope.bluetooth'
  | 'scope.writePhotosAlbum'
  | 'scope.addPhoneContact'
  | 'scope.addPhoneCalendar'
  | 'scope.werun'

/** `refused`: WeChat will not ask again; only its settings page can change it. */
export type PermissionState = 'granted' | 'refused' | 'not asked'

type AuthSetting = Record<string, boolean | undefined>

/** A person may take that long to decide. */
const PERSON_MS = 600_000

let settings: Promise<AuthSetting> | undefined
let isWatching = false

/**
 * The state of a scope. WeChat is asked once, and again after the mini-program was in the
 * background, where the user may have changed it.
 *
 * @throws ServiceError `ERR_WECHAT_LOGIN`, `ERR_TIMEOUT`, `ERR_RATE_LIMITED`
 */
export async function permissionOf(scope: Scope): Promise<PermissionState> {
  const granted = (await readSettings())[scope]
  return granted === undefined ? 'not asked' : granted ? 'granted' : 'refused'
}

/**
 * Asks the user, if they were not asked before.
 *
 * @returns `refused` both for a refusal now and for one earlier, where no window opens
 */
export async function askPermission(scope: Scope): Promise<PermissionState> {
  try {
    await askWechat('authorize', (callbacks) => wx.authorize({ scope, ...callbacks }), PERSON_MS)
  } catch (error) {
    if (codeOf(error) !== 'ERR_USER_DENIED') throw error
  } finally {
    settings = undefined
  }
  return permissionOf(scope)
}

/**
 * Opens WeChat's settings page. Call it in a tap handler, before any `await`.
 *
 * @returns what `permissionOf` the scope is when the user comes back
 * @throws ServiceError `ERR_TAP_NEEDED`
 */
export async function openPermissions(scope: Scope): Promise<PermissionState> {
  const { authSetting } = await askWechat<WechatMiniprogram.OpenSettingSuccessCallbackResult>(
    'openSetting',
    (callbacks) => wx.openSetting(callbacks),
    PERSON_MS,
  )
  settings = Promise.resolve(authSetting as AuthSetting)
  return permissionOf(scope)
}

/** To be called when the user has answered elsewhere, as at WeChat's user info button. */
export function forgetPermissions() {
  settings = undefined
}

function readSettings(): Promise<AuthSetting> {
  watch()
  if (!settings) {
    const asked = askWechat<WechatMiniprogram.GetSettingSuccessCallbackResult>(
      'getSetting',
      (callbacks) => {
        spend('getSetting')
        wx.getSetting(callbacks)
      },
    ).then(({ authSetting }) => authSetting as AuthSetting)
    settings = asked
    asked.catch(() => {
      if (settings === asked) settings = undefined
    })
  }
  return settings
}

function watch() {
  if (isWatching || !wx.onAppShow) return
  isWatching = true
  wx.onAppShow(() => {
    settings = undefined
  })
}
