/**
 * The user's name and picture: the present way (a chosen picture, a typed name), and the tutorials'
 * (what `getUserInfo` and `getUserProfile` hand out, encrypted).
 */
import { fieldsOf } from './answers'
import { api, type UploadOptions } from './api'
import type { CallOptions } from './call'
import { askWechat, refusalCode } from './refusal'
import { spend } from './rate-limit'
import type { BackendUser } from './backend-options'
import { codeOf, ServiceError } from './errors'
import { pathOf } from './http'
import { userFrom } from './login'
import { sessionFor } from './renewal'
import { rememberUser } from './session-store'
import { begin, type Call, type Task } from './task'
import { isWechatSessionLive } from './wechat'

/** The result of `wx.getUserInfo` and `wx.getUserProfile`. */
export type WechatProfile = WechatMiniprogram.GetUserInfoSuccessCallbackResult

/** A person may take that long to decide. */
const PERSON_MS = 600_000
/** A sign-in and two calls. */
const SEVERAL_MS = 150_000
/** Part of the address of the grey picture that WeChat gives for everybody. */
const GREY_PICTURE = 'POgEwh4mIHO4nibH0KlMEC'

/**
 * True for the data WeChat gives for everybody since 2021 (微信用户, a grey picture). Then the
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
 * @throws ServiceError `ERR_USER_DENIED`, `ERR_TAP_NEEDED`, `ERR_UNSUPPORTED` below 2.10.4
 */
export function getUserProfile(desc: string): Promise<WechatProfile> {
  return askWechat<WechatMiniprogram.GetUserProfileSuccessCallbackResult>(
    'getUserProfile',
    (callbacks) => {
      spend('getUserProfile')
      wx.getUserProfile({ desc, lang: 'zh_CN', ...callbacks })
    },
    PERSON_MS,
  )
}

/**
 * Sends WeChat's encrypted user info to the backend, which checks and decrypts it. What WeChat encrypts
 * can be read only with the `session_key` of that moment, so the sign-in comes first. When the
 * backend's key is stale all the same: one more sign-in, WeChat asked again, sent once more.
 *
 * @throws ServiceError `ERR_KEY_STALE` when even that failed; `ERR_USER_DENIED` without an earlier
 *   consent through the `getUserInfo` button
 */
export function saveWechatProfile(): Call<BackendUser> {
  return begin('Saving the profile', SEVERAL_MS, saveWithFreshKey, true)
}

async function saveWithFreshKey(task: Task<unknown>): Promise<BackendUser> {
  const session = await sessionFor(task)
  if (!(await isWechatSessionLive())) await sessionFor(task, session)
  task.check()
  try {
    return await task.wait(sendWechatProfile(await getUserInfo()))
  } catch (error) {
    task.check()
    if (codeOf(error) !== 'ERR_KEY_STALE') throw error
  }
  await sessionFor(task, await sessionFor(task))
  const profile = await getUserInfo()
  task.check()
  return task.wait(sendWechatProfile(profile))
}

/**
 * Sends what `wx.getUserProfile` or the button gave after a sign-in.
 *
 * @throws ServiceError `ERR_KEY_STALE`: sign in again, then let the user tap again
 */
export function sendWechatProfile(profile: WechatProfile): Call<BackendUser> {
  const { rawData, signature, encryptedData, iv } = profile
  const data = { rawData, signature, encryptedData, iv }
  return api.post(pathOf('wechatProfile', '/api/profile/wechat'), data, { read: rememberedUser })
}

/** The temporary file of `bindchooseavatar`. A closed chooser is `ERR_USER_DENIED`. */
export function avatarFrom(detail: { avatarUrl?: string; errMsg?: string }): string {
  if (detail.avatarUrl) return detail.avatarUrl
  const code = refusalCode(detail.errMsg)
  throw new ServiceError(code === 'ERR_WECHAT_LOGIN' ? 'ERR_USER_DENIED' : code, 'chooseAvatar')
}

/**
 * Uploads the chosen picture, whose temporary file is of no use elsewhere and will be gone. It is
 * the user's only when `saveProfile` says so.
 *
 * @returns the picture's address on the backend
 */
export function uploadAvatar(filePath: string, options?: AvatarOptions): Call<string> {
  return api.upload(pathOf('avatar'), filePath, {
    ...asOptions(options),
    read(answer) {
      const { avatarUrl } = fieldsOf(answer)
      if (typeof avatarUrl === 'string') return avatarUrl
      throw new ServiceError('ERR_SERVER', 'The answer lacks avatarUrl')
    },
  })
}

/** Uploads the chosen picture and takes it as the user's. */
export function saveAvatar(filePath: string, options?: AvatarOptions): Call<BackendUser> {
  const work = async (task: Task<unknown>) => {
    const avatarUrl = await task.wait(uploadAvatar(filePath, options))
    task.check()
    return task.wait(saveProfile({ avatarUrl }, { headers: asOptions(options).headers }))
  }
  return begin('Saving the picture', SEVERAL_MS, work, true)
}

/** A listener for the progress in per cent, or all options of an upload. */
export type AvatarOptions = ((percent: number) => void) | UploadOptions

const asOptions = (options: AvatarOptions = {}): UploadOptions =>
  typeof options === 'function' ? { onProgress: options } : options

/**
 * The nickname as the form's `bindsubmit` gives it: WeChat reviews it after the field lost the
 * focus, and clears it when it does not pass.
 *
 * @throws ServiceError `ERR_NICKNAME_EMPTY`
 */
export function nicknameFrom(submitted: string): string {
  const nickName = submitted.trim()
  if (nickName) return nickName
  throw new ServiceError('ERR_NICKNAME_EMPTY', 'The nickname is empty')
}

/** Takes a submitted nickname as the user's; see `nicknameFrom`. */
export async function saveNickname(submitted: string): Promise<BackendUser> {
  return saveProfile({ nickName: nicknameFrom(submitted) })
}

/** The user's data as the backend holds it. */
export interface Profile {
  nickName: string
  avatarUrl: string
  /** Masked by the backend; empty when none is bound. */
  phoneNumber: string
}

/** The user's profile as the backend has it. */
export function readProfile(): Call<Profile> {
  return api.get(pathOf('profile'), {
    read(answer) {
      const { nickName, avatarUrl, phoneNumber } = fieldsOf(answer) as Partial<Profile>
      if (typeof nickName === 'string')
        return { nickName, avatarUrl: avatarUrl || '', phoneNumber: phoneNumber || '' }
      throw new ServiceError('ERR_SERVER', 'The answer lacks nickName')
    },
  })
}

/** Changes the user's profile; what is left out stays. */
export function saveProfile(
  changes: Partial<Omit<BackendUser, 'id'>>,
  options?: CallOptions,
): Call<BackendUser> {
  return api.put(pathOf('profile'), changes, { ...options, read: rememberedUser })
}

/**
 * `wx.getUserInfo`: never asks. For users who have already allowed it, or where WeChat gives anonymous
 * data.
 *
 * @throws ServiceError `ERR_WECHAT_LOGIN` or `ERR_USER_DENIED` without an earlier consent
 */
export function getUserInfo(): Promise<WechatProfile> {
  return askWechat<WechatProfile>('getUserInfo', (callbacks) => {
    spend('getUserInfo')
    wx.getUserInfo({ withCredentials: true, lang: 'zh_CN', ...callbacks })
  })
}

/** The user in an answer, and from now on on the phone. */
function rememberedUser(answer: unknown): BackendUser {
  const user = userFrom(answer)
  rememberUser({ nickName: user.nickName, avatarUrl: user.avatarUrl })
  return user
}
