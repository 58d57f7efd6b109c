import type { Database } from './database.ts'
import { sessionExpired, staleSession } from './problem.ts'
import type { Profile } from './schemas.ts'
import { hashOf, newToken, randomName, seal, unseal } from './secrets.ts'
import type { Identity } from './wechat.ts'

export const SESSION_SECONDS = 7 * 24 * 3600

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

interface UserRow {
  id: string
  profile: Profile
  phone: string
}

const COLUMNS = 'users.id, users.profile, users.phone'

/** WeChat's anonymous name never replaces a chosen one; `$n` is the change. */
const changed = (change: string) => `
  CASE WHEN ${change}->>'nickName' = '${ANONYMOUS}' AND coalesce(users.profile->>'nickName', '') <> ''
    THEN users.profile ELSE users.profile || ${change} END`

/** Users and their sessions. Every method is one SQL statement, so it is atomic. */
export class Accounts {
  readonly #database: Database
  readonly #sealingKey: Buffer

  constructor(database: Database, sealingKey: Buffer) {
    this.#database = database
    this.#sealingKey = sealingKey
  }

  /**
   * Finds or makes the user behind an openid, and opens a session. The session that the phone had
   * before ends if it was another user's.
   */
  async signIn(identity: Identity, change: Profile, formerToken: string | undefined) {
    const { openid, unionid = null, session_key } = identity
    const token = newToken()
    const [row] = await this.#database.query<UserRow>(
      `WITH signed_in AS (
         INSERT INTO users (id, openid, unionid, sealed_session_key, profile)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (openid) DO UPDATE SET
           unionid = excluded.unionid,
           sealed_session_key = excluded.sealed_session_key,
           profile = ${changed('excluded.profile')}
         RETURNING id, profile, phone
       ), opened AS (
         INSERT INTO sessions (token_hash, user_id, ends_at)
         SELECT $6, id, now() + make_interval(secs => $7) FROM signed_in
       ), ended AS (
         DELETE FROM sessions USING signed_in
         WHERE token_hash = $8 AND user_id <> signed_in.id
       )
       SELECT id, profile, phone FROM signed_in`,
      [
        randomName(12),
        openid,
        unionid,
        seal(session_key, this.#sealingKey, openid),
        JSON.stringify(change),
        hashOf(token),
        SESSION_SECONDS,
        hashOf(formerToken ?? ''),
      ],
    )
    if (!row) throw new Error('the sign-in gave no user')
    return { token, user: shown(row) }
  }

  /** @throws Problem `session_expired` */
  async find(token: string) {
    const [row] = await this.#database.query<UserRow & { seconds_left: number }>(
      `SELECT ${COLUMNS}, ceil(extract(epoch FROM ends_at - now()))::int AS seconds_left
       FROM sessions JOIN users ON users.id = user_id
       WHERE token_hash = $1 AND ends_at > now()`,
      [hashOf(token)],
    )
    if (!row) throw sessionExpired()
    return { user: shown(row), secondsLeft: row.seconds_left }
  }

  /** openid and session_key of a user. @throws Problem `session_expired`, `wechat_session_stale` */
  async wechatIdentity(id: string) {
    const [row] = await this.#database.query<{ openid: string; sealed: Uint8Array }>(
      'SELECT openid, sealed_session_key AS sealed FROM users WHERE id = $1',
      [id],
    )
    if (!row) throw sessionExpired()
    const sessionKey = unseal(row.sealed, this.#sealingKey, row.openid)
    if (sessionKey === undefined) throw staleSession() // SESSION_KEY_SECRET was changed
    return { openid: row.openid, sessionKey }
  }

  /** Ends a session; an expired or unknown one counts as ended. */
  async signOut(token: string) {
    await this.#database.query('DELETE FROM sessions WHERE token_hash = $1', [hashOf(token)])
  }

  async changeProfile(id: string, change: Profile) {
    return this.#update(`profile = ${changed('$2::jsonb')}`, id, JSON.stringify(change))
  }

  async bindPhone(id: string, phone: string) {
    return this.#update('phone = $2', id, phone)
  }

  /** Keeps a picture in place of the user's former one, with its address in the profile. */
  async keepPicture(
    id: string,
    picture: { name: string; type: string; bytes: Uint8Array },
    url: string,
  ) {
    const rows = await this.#database.query<UserRow>(
      `WITH kept AS (
         INSERT INTO pictures (user_id, name, type, bytes) SELECT id, $2, $3, $4 FROM users WHERE id = $1
         ON CONFLICT (user_id) DO UPDATE
           SET name = excluded.name, type = excluded.type, bytes = excluded.bytes
       )
       UPDATE users SET profile = profile || jsonb_build_object('avatarUrl', $5::text)
       WHERE id = $1 RETURNING ${COLUMNS}`,
      [id, picture.name, picture.type, picture.bytes, url],
    )
    if (rows.length === 0) throw sessionExpired()
  }

  async findPicture(name: string) {
    const [row] = await this.#database.query<{ type: string; bytes: Uint8Array<ArrayBuffer> }>(
      'SELECT type, bytes FROM pictures WHERE name = $1',
      [name],
    )
    return row
  }

  /** Deletes the user with sessions and picture. */
  async delete(id: string) {
    await this.#database.query('DELETE FROM users WHERE id = $1', [id])
  }

  /** Removes expired sessions, a thousand at a time. Several processes may do this at once. */
  async removeEnded() {
    await this.#database.query(
      `DELETE FROM sessions WHERE token_hash IN (
         SELECT token_hash FROM sessions WHERE ends_at <= now() LIMIT 1000 FOR UPDATE SKIP LOCKED)`,
    )
  }

  async isReady() {
    await this.#database.query('SELECT 1')
  }

  async #update(set: string, id: string, value: string) {
    const [row] = await this.#database.query<UserRow>(
      `UPDATE users SET ${set} WHERE id = $1 RETURNING ${COLUMNS}`,
      [id, value],
    )
    if (!row) throw sessionExpired() // the account was deleted meanwhile
    return shown(row)
  }
}

/** As the client sees the user: no openid, no session_key, the number masked. */
const shown = ({ id, profile, phone }: UserRow) => ({
  id,
  ...blank,
  ...profile,
  phoneNumber: masked(phone),
})

/** 13800138000 as 138****8000. */
const masked = (phone: string) =>
  phone.length < 8 ? '*'.repeat(phone.length) : `${phone.slice(0, -8)}****${phone.slice(-4)}`
