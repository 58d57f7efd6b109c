import { maskPhone } from '../mask.ts'
import type { Store } from '../store/store.ts'
import type { WechatIdentity } from './code2session.ts'
import type { Profile, User } from './schemas.ts'
import { randomBytes } from '../random.ts'

/** WeChat's name for users who have not chosen one. */
const ANONYMOUS = '微信用户'

const blank: Required<Profile> = {
  nickName: '',
  avatarUrl: '',
  gender: 0,
  city: '',
  province: '',
  country: '',
}

/** The columns of a user that the client may see. */
export interface UserRow {
  id: string
  profile: string
  phone_number: string
}

interface IdentityRow extends UserRow {
  unionid: string | null
  session_key: string
  signed_in_at: number
}

/** When somebody signed in last is known to the minute. */
const SIGNED_IN_STEP_MS = 60_000

/** An existing user; rows that refer to one are deleted along with it. */
export function userOf(store: Store, id: string): User {
  const user = store.find('SELECT * FROM backend_users WHERE id = ?', [id], toUser)
  if (!user) throw new Error(`There is no user ${id}`)
  return user
}

/** The identity WeChat gave for this user at the last sign-in. Never leaves the server. */
export function wechatIdentityOf(store: Store, id: string) {
  return store
    .sql('SELECT openid, session_key FROM backend_users WHERE id = ?')
    .get<{ openid: string; session_key: string }>(id)
}

/**
 * The user behind an openid, made on the first sign-in. The newest `session_key` always replaces
 * the one before: WeChat keeps only one valid. What the client sent along of the profile is kept,
 * but WeChat's anonymous name and picture never replace what the user chose.
 */
export function signInUser(store: Store, identity: WechatIdentity, sent: Profile): User {
  const now = store.clock.now()
  const { openid, session_key } = identity
  const unionid = identity.unionid ?? null
  const known = store.find(IDENTITY, [openid], toIdentity)
  if (!known) {
    const id = randomBytes(12).toString('base64url')
    const profile = { ...blank, ...sent }
    store
      .sql(
        `INSERT INTO backend_users
           (id, openid, unionid, session_key, profile, created_at, signed_in_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(id, openid, unionid, session_key, JSON.stringify(profile), now, now)
    return { id, ...profile, phoneNumber: '' }
  }
  const isNews = known.session_key !== session_key || known.unionid !== unionid
  if (isNews || now - known.signedInAt > SIGNED_IN_STEP_MS) {
    store
      .sql('UPDATE backend_users SET unionid = ?, session_key = ?, signed_in_at = ? WHERE id = ?')
      .run(unionid, session_key, now, known.user.id)
  }
  return changeProfile(store, known.user, sent)
}

const IDENTITY = `
  SELECT id, profile, phone_number, unionid, session_key, signed_in_at FROM backend_users
  WHERE openid = ?`

const toIdentity = (row: IdentityRow) => ({
  user: toUser(row),
  unionid: row.unionid,
  session_key: row.session_key,
  signedInAt: row.signed_in_at,
})

/** Fields that are given replace those that were known; the rest stays. */
export function changeProfile(store: Store, user: User, change: Profile): User {
  const isDemoted = change.nickName === ANONYMOUS && user.nickName !== ''
  if (isDemoted || Object.keys(change).length === 0) return user
  const changed = { ...user, ...change }
  const { id, phoneNumber: _, ...profile } = changed
  store.sql('UPDATE backend_users SET profile = ? WHERE id = ?').run(JSON.stringify(profile), id)
  return changed
}

/** Stores the full number; answers show it masked. */
export function bindPhoneNumber(store: Store, id: string, phoneNumber: string): string {
  store.sql('UPDATE backend_users SET phone_number = ? WHERE id = ?').run(phoneNumber, id)
  return maskPhone(phoneNumber)
}

/** Deletes the user with everything that is theirs: sessions and pictures go along. */
export function deleteUser(store: Store, id: string) {
  store.sql('DELETE FROM backend_users WHERE id = ?').run(id)
}

/** A user as the client sees one, of its row. */
export const toUser = (row: UserRow): User => ({
  ...blank,
  ...(JSON.parse(row.profile) as Profile),
  id: row.id,
  phoneNumber: maskPhone(row.phone_number),
})
