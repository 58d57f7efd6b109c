/**
 * The user's name and picture: the present way (a chosen picture, a typed name), and the tutorials'
 * (what `getUserInfo` and `getUserProfile` hand out, encrypted).
 */
import { api } from './api'
import { callWechat, refusalCode } from './asking'
import { spend } from './budget'
import { userFrom, type BackendUser } from './contract'
import { codeOf, LoginError } from './errors'
import { ensureSignedIn, rememberUser, renew } from './session'
import { isWechatSessionLive } from './wechat'

/** What `wx.getUserInfo` and `wx.getUserProfile` give. */
export type WechatProfile = WechatMiniprogram.GetUserInfoSuccessCallbackResult

/** A person may take that long to decide. */
const PERSON_MS = 600_000
/** Part of the address of the grey picture that WeChat gives for everybody. */
const GREY_PICTURE = 'POgEwh4mIHO4nibH0KlMEC'

/**
 * Whether this is what WeChat gives for everybody since 2021 (微信用户, a grey picture). Then the
 * user has to choose a picture and type a name.
 */
export function isAnonymous(
  userInfo: Pick<WechatMiniprogram.UserInfo, 'nickName' | 'avatarUrl'> & { is_demote?: boolean },
): boolean {
  const { nickName, avatarUrl, is_demote } = userInfo
  const isGrey = !avatarUrl || avatarUrl.indexOf(GREY_PICTURE) >= 0
  return is_demote === true || (nickName === '微信用户' && isGrey)
}

/**
 * `wx.getUserProfile`: asks every time. Call it in a tap handler, before any `await`.
 *
 * @param desc what it is for, at most 30 characters; shown to the user
 * @throws LoginError `ERR_USER_DENIED`, `ERR_TAP_NEEDED`, `ERR_UNSUPPORTED` below 2.10.4
 */
export function getUserProfile(desc: string): Promise<WechatProfile> {
  return callWechat<WechatMiniprogram.GetUserProfileSuccessCallbackResult>(
    'getUserProfile',
    (callbacks) => {
      if (!wx.getUserProfile) throw new LoginError('ERR_UNSUPPORTED', 'no wx.getUserProfile')
      spend('getUserProfile')
      wx.getUserProfile({ desc, lang: 'zh_CN', ...callbacks })
    },
    PERSON_MS,
  )
}

/**
 * Sends WeChat's own word on the user to the backend, which checks and decrypts it. What WeChat
 * encrypts can be read only with the `session_key` of that moment, so the sign-in comes first. When
 * the backend's key is stale all the same: one more sign-in, WeChat asked again, sent once more.
 *
 * @throws LoginError `ERR_KEY_STALE` when even that failed; `ERR_USER_DENIED` without an earlier
 *   consent through the `getUserInfo` button
 */
export async function saveWechatProfile(): Promise<BackendUser> {
  const session = await ensureSignedIn()
  if (!(await isWechatSessionLive())) await renew(session)
  try {
    return await sendWechatProfile(await getUserInfo())
  } catch (error) {
    if (codeOf(error) !== 'ERR_KEY_STALE') throw error
  }
  await renew(await ensureSignedIn())
  return sendWechatProfile(await getUserInfo())
}

/**
 * Sends what `wx.getUserProfile` or the button gave after a sign-in.
 *
 * @throws LoginError `ERR_KEY_STALE`: sign in again, then let the user tap again
 */
export async function sendWechatProfile(profile: WechatProfile): Promise<BackendUser> {
  const { rawData, signature, encryptedData, iv } = profile
  const data = { rawData, signature, encryptedData, iv }
  return remembered(await api.post('/api/profile/wechat', data, { read: userFrom }))
}

/** The temporary file of `bindchooseavatar`. A closed chooser is `ERR_USER_DENIED`. */
export function avatarFrom(detail: { avatarUrl?: string; errMsg?: string }): string {
  if (detail.avatarUrl) return detail.avatarUrl
  const code = refusalCode(detail.errMsg)
  throw new LoginError(code === 'ERR_WECHAT_LOGIN' ? 'ERR_USER_DENIED' : code, 'chooseAvatar')
}

/**
 * Uploads the chosen picture, whose temporary file is of no use elsewhere and will be gone. It is
 * the user's only when `saveProfile` says so.
 *
 * @param onProgress per cent done
 * @returns the picture's address on the backend
 */
export async function uploadAvatar(
  filePath: string,
  onProgress?: (percent: number) => void,
): Promise<string> {
  return api.upload('/api/avatar', filePath, {
    onProgress,
    read(answer) {
      const { avatarUrl } = (answer || {}) as { avatarUrl?: unknown }
      if (typeof avatarUrl === 'string') return avatarUrl
      throw new LoginError('ERR_SERVER', 'The answer lacks avatarUrl')
    },
  })
}

/** Uploads the chosen picture and takes it as the user's. */
export async function saveAvatar(
  filePath: string,
  onProgress?: (percent: number) => void,
): Promise<BackendUser> {
  return saveProfile({ avatarUrl: await uploadAvatar(filePath, onProgress) })
}

/**
 * The nickname as the form's `bindsubmit` gives it: WeChat reviews it after the field lost the
 * focus, and clears it when it does not pass.
 *
 * @throws LoginError `ERR_NICKNAME_EMPTY`
 */
export function nicknameFrom(submitted: string): string {
  const nickName = submitted.trim()
  if (nickName) return nickName
  throw new LoginError('ERR_NICKNAME_EMPTY', 'The nickname is empty')
}

/** Takes a submitted nickname as the user's; see `nicknameFrom`. */
export async function saveNickname(submitted: string): Promise<BackendUser> {
  return saveProfile({ nickName: nicknameFrom(submitted) })
}

/** What the backend holds of the user. */
export interface Profile {
  nickName: string
  avatarUrl: string
  /** Masked by the backend; empty when none is bound. */
  phoneNumber: string
}

/** The user's profile as the backend has it. */
export async function readProfile(): Promise<Profile> {
  return api.get('/api/profile', {
    read(answer) {
      const { nickName, avatarUrl, phoneNumber } = (answer || {}) as Partial<Profile>
      if (typeof nickName === 'string')
        return { nickName, avatarUrl: avatarUrl || '', phoneNumber: phoneNumber || '' }
      throw new LoginError('ERR_SERVER', 'The answer lacks nickName')
    },
  })
}

/** Changes the user's profile; what is left out stays. */
export async function saveProfile(changes: Partial<Omit<BackendUser, 'id'>>): Promise<BackendUser> {
  return remembered(await api.put('/api/profile', changes, { read: userFrom }))
}

/**
 * `wx.getUserInfo`: never asks. For who has already allowed it, or where WeChat is anonymous.
 *
 * @throws LoginError `ERR_WECHAT_LOGIN` or `ERR_USER_DENIED` without an earlier consent
 */
export function getUserInfo(): Promise<WechatProfile> {
  return callWechat<WechatProfile>('getUserInfo', (callbacks) => {
    spend('getUserInfo')
    wx.getUserInfo({ withCredentials: true, lang: 'zh_CN', ...callbacks })
  })
}

function remembered(user: BackendUser): BackendUser {
  rememberUser({ nickName: user.nickName, avatarUrl: user.avatarUrl })
  return user
}
