import type { Store } from '../store/store.ts'
import { unionidOf } from './apps.ts'
import { useSessionKey, type Account } from './accounts.ts'
import { encryptData, signRawData, watermarkOf, type WatermarkRule } from './encryption.ts'
import { OWN_AVATARS, type UserProfile, type WechatUser } from './users.ts'

/**
 * The data `getUserInfo` gives to every version published since 2021-04-28, and `getUserProfile` since
 * 2022-11-08: the same for everybody, `is_demote` included. As captured from WeChat.
 */
const anonymousProfile = {
  nickName: '微信用户',
  gender: 0,
  language: '',
  city: '',
  province: '',
  country: '',
  avatarUrl:
    'https://thirdwx.qlogo.cn/mmopen/vi_32/POgEwh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRiccVGKSyXwibcPq4BWmiaIGuG1icwxaQX6grC9VemZoJ8rg/132',
  is_demote: true,
} as const

/** A request for user info, and the rules in force. */
export interface UserInfoRequest {
  /** `getUserProfile` leaves openId and unionId out of what it encrypts. */
  api: 'getUserInfo' | 'getUserProfile'
  withCredentials: boolean
  anonymous: boolean
  watermark: WatermarkRule
  /** The origin of this server, for pictures it serves itself. */
  origin: string
}

/** The result of `wx.getUserInfo`, signed and encrypted with the key in force. */
export function userInfoFor(
  store: Store,
  account: Account,
  user: WechatUser,
  request: UserInfoRequest,
) {
  const userInfo = request.anonymous ? anonymousProfile : named(user.profile, request.origin)
  const rawData = JSON.stringify(userInfo)
  if (!request.withCredentials) return { userInfo, rawData }

  const sessionKey = useSessionKey(store, account)
  const ids =
    request.api === 'getUserInfo'
      ? { openId: account.openid, unionId: unionidOf(store, account.appid, user) }
      : {}
  const watermark = watermarkOf(store.clock, request.watermark, account.appid)
  return {
    userInfo,
    rawData,
    signature: signRawData(rawData, sessionKey),
    ...encryptData(sessionKey, JSON.stringify({ ...ids, ...userInfo, watermark })),
  }
}

function named(profile: UserProfile, origin: string): UserProfile {
  const own = profile.avatarUrl.startsWith(OWN_AVATARS)
  return own ? { ...profile, avatarUrl: origin + profile.avatarUrl } : profile
}
