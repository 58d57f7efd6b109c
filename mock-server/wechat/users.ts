import { randomBytes } from 'node:crypto'
import type { Store } from '../store/store.ts'

/** What WeChat knows of a person, in the words of `wx.getUserInfo`. */
export interface UserProfile {
  nickName: string
  /** 0 unknown, 1 male, 2 female. */
  gender: 0 | 1 | 2
  language: string
  city: string
  province: string
  country: string
  avatarUrl: string
}

export interface WechatUser {
  /** How tests and tools call this person; never seen by a mini-program. */
  name: string
  unionid: string
  profile: UserProfile
  /** WeChat's risk control refuses this person's codes (40226). */
  blocked: boolean
}

/** The person who signs in unless another is named. */
export const defaultUser = 'developer'

/** A picture address that starts with this is completed with the server's own origin. */
export const OWN_AVATARS = '/__client/avatars/'

const seeds = [
  person('developer', '小满', 1, '13800138000'),
  person('visitor', '立夏', 2, '13900139000'),
]

export function seedUsers(store: Store) {
  for (const { name, profile, phoneNumber } of seeds) {
    const unionid = `o${randomBytes(21).toString('base64url').slice(0, 27)}`
    store
      .sql('INSERT OR IGNORE INTO wechat_users VALUES (?, ?, ?, ?, 0)')
      .run(name, unionid, JSON.stringify(profile), phoneNumber)
  }
}

export function findUser(store: Store, name: string): WechatUser | undefined {
  const row = store
    .sql('SELECT name, unionid, profile, blocked FROM wechat_users WHERE name = ?')
    .get<{ name: string; unionid: string; profile: string; blocked: number }>(name)
  if (!row) return undefined
  return {
    name: row.name,
    unionid: row.unionid,
    profile: JSON.parse(row.profile) as UserProfile,
    blocked: row.blocked === 1,
  }
}

export function userNames(store: Store): string[] {
  return store
    .sql('SELECT name FROM wechat_users ORDER BY name')
    .all<{ name: string }>()
    .map((row) => row.name)
}

function person(name: string, nickName: string, gender: 1 | 2, phoneNumber: string) {
  const profile: UserProfile = {
    nickName,
    gender,
    language: 'zh_CN',
    city: 'Guangzhou',
    province: 'Guangdong',
    country: 'China',
    avatarUrl: `${OWN_AVATARS}${name}.svg`,
  }
  return { name, profile, phoneNumber }
}
