import { randomInt } from 'node:crypto'
import type { Page } from '../http/page.ts'
import { CLIENT_PREFIX } from '../routes.ts'
import { updateAll } from '../store/slices.ts'
import type { Store } from '../store/store.ts'
import { randomBytes } from '../random.ts'

/** Everything WeChat knows of a person, in the words of `wx.getUserInfo`. */
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

/** A person with a WeChat account. */
export interface WechatUser {
  /** The name tests and tools use for this person; never seen by a mini-program. */
  name: string
  unionid: string
  profile: UserProfile
  /** Without the country's prefix. */
  phoneNumber: string
  /** `86` for mainland China. */
  countryCode: string
  /** WeChat's risk control refuses this person's codes (40226). */
  blocked: boolean
}

/** The person who signs in unless another is named. */
export const defaultUser = 'developer'

/** A picture address that starts with this is completed with the server's own origin. */
export const OWN_AVATARS = `${CLIENT_PREFIX}/avatars/`

/**
 * The virtual accounts of WeChat's automated tests, with the phone numbers they are known by.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/devtools/minitest/mock_phone.html
 */
const virtual = [1, 2, 3, 4].map((number) =>
  person(`virtual-${number}`, `虚拟账号${number}`, 0, `1206660000${number}`),
)

const seeds = [
  person('developer', '小满', 1, '13800138000'),
  person('visitor', '立夏', 2, '13900139000'),
  ...virtual,
]

/** Adds the people who are there from the start, where they are missing. */
export function seedUsers(store: Store) {
  for (const seed of seeds) {
    if (!findUser(store, seed.name)) insertUser(store, seed)
  }
}

/** Changes that can be made to a person; what is left out stays as it is, or is made up for a new one. */
export type UserChange = {
  name: string
  blocked?: boolean | undefined
  unionid?: string | undefined
} & {
  [Key in keyof UserProfile | 'phoneNumber' | 'countryCode']?:
    (WechatUser & UserProfile)[Key] | undefined
}

/** Makes a person, or changes the one with this name. */
export function putUser(store: Store, change: UserChange): { user: WechatUser; isNew: boolean } {
  const { name, phoneNumber, countryCode, blocked, unionid, ...profile } = change
  return store.transaction(() => {
    const known = findUser(store, name)
    if (!known) insertUser(store, person(name, name, 0, makeUpNumber()))
    const before = known ?? findUser(store, name)
    const given = Object.entries(profile).filter(([, value]) => value !== undefined)
    store
      .sql(
        `UPDATE wechat_users SET profile = ?, phone_number = ?, country_code = ?, blocked = ?,
           unionid = ? WHERE name = ?`,
      )
      .run(
        JSON.stringify({ ...before?.profile, ...Object.fromEntries(given) }),
        phoneNumber ?? before?.phoneNumber ?? '',
        countryCode ?? before?.countryCode ?? '',
        Number(blocked ?? before?.blocked ?? false),
        unionid ?? before?.unionid ?? '',
        name,
      )
    return { user: findUser(store, name) as WechatUser, isNew: !known }
  })
}

/** The name of the person with this unionid. */
export const nameOfUnionid = (store: Store, unionid: string): string | undefined =>
  store.sql('SELECT name FROM wechat_users WHERE unionid = ?').get<{ name: string }>(unionid)?.name

/** Turns the refusal of everybody by WeChat's risk control (40226) on or off. */
export const blockEverybody = (store: Store, isBlocked: boolean): Promise<void> =>
  updateAll(store, { table: 'wechat_users', keys: ['name'] }, `blocked = ${Number(isBlocked)}`)

/** True if it refuses everybody; false where there are no people. */
export function isEverybodyBlocked(store: Store): boolean {
  const free = store.sql('SELECT 1 FROM wechat_users WHERE blocked = 0 LIMIT 1').get()
  return free === undefined && store.sql('SELECT 1 FROM wechat_users LIMIT 1').get() !== undefined
}

/** Deletes a person with their accounts, codes, messages and keys; the backend keeps its own records. */
export function deleteUser(store: Store, name: string) {
  store.transaction(() => {
    for (const table of OF_USERS) store.sql(`DELETE FROM ${table} WHERE user_name = ?`).run(name)
    store.sql('DELETE FROM wechat_users WHERE name = ?').run(name)
  })
}

const OF_USERS = [
  'wechat_accounts',
  'wechat_codes',
  'wechat_notices',
  'wechat_payments',
  'wechat_subscriptions',
  'wechat_user_keys',
]

function insertUser(store: Store, { name, profile, phoneNumber }: ReturnType<typeof person>) {
  const unionid = `o${randomBytes(21).toString('base64url').slice(0, 27)}`
  store
    .sql('INSERT INTO wechat_users (name, unionid, profile, phone_number) VALUES (?, ?, ?, ?)')
    .run(name, unionid, JSON.stringify(profile), phoneNumber)
}

const makeUpNumber = () => `1390000${String(randomInt(10_000)).padStart(4, '0')}`

interface UserRow {
  name: string
  unionid: string
  profile: string
  phone_number: string
  country_code: string
  blocked: number
}

/** The person of this name; undefined where there is none. */
export function findUser(store: Store, name: string): WechatUser | undefined {
  return store.find('SELECT * FROM wechat_users WHERE name = ?', [name], toUser)
}

/** One page of all people, by name. */
export function listUsers(store: Store, { limit, offset }: Page): WechatUser[] {
  return store
    .sql('SELECT * FROM wechat_users ORDER BY name LIMIT ? OFFSET ?')
    .all<UserRow>(limit, offset)
    .map(toUser)
}

const toUser = (row: UserRow): WechatUser => ({
  name: row.name,
  unionid: row.unionid,
  profile: JSON.parse(row.profile) as UserProfile,
  phoneNumber: row.phone_number,
  countryCode: row.country_code,
  blocked: row.blocked === 1,
})

function person(name: string, nickName: string, gender: 0 | 1 | 2, phoneNumber: string) {
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
