import { randomBytes } from 'node:crypto'
import type { Store } from '../store/store.ts'
import type { WechatIdentity } from './code2session.ts'
import type { Profile, User } from './schemas.ts'

/** The name WeChat gives to everybody who did not choose one. */
const ANONYMOUS = '微信用户'

const blank: Required<Profile> = {
  nickName: '',
  avatarUrl: '',
  gender: 0,
  city: '',
  province: '',
  country: '',
}

interface UserRow {
  id: string
  profile: string
}

export function findUser(store: Store, id: string): User | undefined {
  const row = store.sql('SELECT id, profile FROM backend_users WHERE id = ?').get<UserRow>(id)
  return row && toUser(row)
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
  const row = store
    .sql('SELECT id, profile FROM backend_users WHERE openid = ?')
    .get<UserRow>(openid)
  if (!row) {
    const user = { id: randomBytes(12).toString('base64url'), ...blank, ...sent }
    store
      .sql('INSERT INTO backend_users VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(user.id, openid, unionid, session_key, profileOf(user), now, now)
    return user
  }
  const known = toUser(row)
  const user = sent.nickName === ANONYMOUS && known.nickName !== '' ? known : { ...known, ...sent }
  store
    .sql(
      `UPDATE backend_users SET unionid = ?, session_key = ?, profile = ?, signed_in_at = ?
       WHERE id = ?`,
    )
    .run(unionid, session_key, profileOf(user), now, user.id)
  return user
}

const toUser = ({ id, profile }: UserRow): User => ({
  id,
  ...blank,
  ...(JSON.parse(profile) as Profile),
})

function profileOf({ id: _, ...profile }: User): string {
  return JSON.stringify(profile)
}
