import { Hono, type Context } from 'hono'
import type { z } from 'zod'
import { demandJson } from '../http/body.ts'
import { commonProblem } from '../http/problem.ts'
import { noteBackendUser } from '../http/whose.ts'
import type { Store } from '../store/store.ts'
import { AccessToken } from './access-token.ts'
import { code2Session } from './code2session.ts'
import { isSignedBy, openEncrypted, staleKey, type Encrypted } from './encrypted-data.ts'
import { apiError } from './errors.ts'
import { contract } from './contract.ts'
import { answerStaticPage, pageLanguage } from '../http/static-page.ts'
import { docsPage } from './docs-page.ts'
import { fetchPhoneNumber, PhoneInfo } from './phone-number.ts'
import { findPicture, isPictureOf, keepPicture, PICTURES } from './pictures.ts'
import { openPair, rotate } from './refresh-tokens.ts'
import {
  LoginRequest,
  PhoneRequest,
  ProfileUpdate,
  RefreshRequest,
  WechatProfile,
  WechatProfileRequest,
  type AvatarAnswer,
  type LoginAnswer,
  type PhoneAnswer,
  type Profile,
  type ProfileAnswer,
  type SessionAnswer,
  type User,
} from './schemas.ts'
import { endSession, openSession, SESSION_SECONDS, useSession } from './sessions.ts'
import { readUpload } from './upload.ts'
import {
  bindPhoneNumber,
  changeProfile,
  deleteUser,
  signInUser,
  userOf,
  wechatIdentityOf,
} from './users.ts'
import type { WechatAccess } from './wechat.ts'

/**
 * The developer's server, as a real team would write it: it knows WeChat only as an address to
 * `fetch`. A real backend replaces it by answering the same calls.
 */
export function createBackend(store: Store, wechat: WechatAccess) {
  const api = new Hono()
  addSessions(api, store, wechat)
  addProfile(api, store, wechat)
  addAccount(api, store, wechat)
  addPictures(api, store)
  api.get('/openapi.json', (c) => c.json(contract()))
  api.get('/docs', (c) => answerStaticPage(c, docsPage(contract(), pageLanguage(c))))
  return api
}

/** Signing in and out, and what renews a session. */
function addSessions(api: Hono, store: Store, wechat: WechatAccess) {
  api.post('/login', async (c) => {
    const { code, refresh, ...sent } = await demandJson(c, LoginRequest)
    const former = tokenOf(c)
    const identity = await code2Session(wechat, code)
    const user = signInUser(store, identity, sent)
    noteBackendUser(c, user.id) // shown to subscribers of the journal
    if (former !== undefined) endSession(store, former, user.id) // another user has signed in on this phone
    const session = refresh
      ? openPair(store, user.id)
      : { token: openSession(store, user.id), expiresIn: SESSION_SECONDS }
    const answer: LoginAnswer = { ...session, user: shown(c, user) }
    return c.json(answer)
  })

  api.post('/refresh', async (c) => {
    const { refreshToken } = await demandJson(c, RefreshRequest)
    const { userId, ...pair } = rotate(store, refreshToken)
    noteBackendUser(c, userId)
    const answer: LoginAnswer = { ...pair, user: shown(c, userOf(store, userId)) }
    return c.json(answer)
  })

  api.post('/logout', (c) => {
    endSession(store, requireToken(c))
    return c.body(null, 204)
  })

  api.get('/session', (c) => {
    const { user, expiresIn } = signedIn(c, store)
    const answer: SessionAnswer = { user: shown(c, user), expiresIn }
    return c.json(answer)
  })
}

/** The profile, as the client changes it and as WeChat encrypts it. */
function addProfile(api: Hono, store: Store, wechat: WechatAccess) {
  api.get('/profile', (c) => {
    const { id: _, ...profile }: { id: string } & ProfileAnswer = shown(c, signedIn(c, store).user)
    return c.json(profile)
  })

  api.put('/profile', async (c) => {
    const { user, request } = await demandFromUser(c, store, ProfileUpdate)
    const change = withOwnPicture(c, store, user, request)
    return c.json(shown(c, changeProfile(store, user, change)))
  })

  api.post('/profile/wechat', async (c) => {
    const { user, request } = await demandFromUser(c, store, WechatProfileRequest)
    const { rawData, signature, ...encrypted } = request
    const { openid, session_key } = identityOf(store, user)
    const content = decryptFor(store, wechat, user, encrypted)
    if (!isSignedBy(session_key, rawData, signature)) {
      throw apiError('signature_invalid', 'rawData is not what WeChat signed. Send it untouched.')
    }
    const { openId = openid, ...profile } = read(WechatProfile, content)
    if (openId !== openid) {
      throw apiError('encrypted_data_invalid', 'This was encrypted for another user.')
    }
    return c.json(shown(c, changeProfile(store, user, profile)))
  })
}

/** The phone number, and the end of it all. */
function addAccount(api: Hono, store: Store, wechat: WechatAccess) {
  const accessToken = new AccessToken(wechat, store.clock)

  api.post('/phone', async (c) => {
    const { user, request } = await demandFromUser(c, store, PhoneRequest)
    const phoneNumber =
      'code' in request
        ? await fetchPhoneNumber(wechat, accessToken, request.code)
        : read(PhoneInfo, decryptFor(store, wechat, user, request)).phoneNumber
    signedIn(c, store) // the session may have ended while WeChat was asked
    const answer: PhoneAnswer = { phoneNumber: bindPhoneNumber(store, user.id, phoneNumber) }
    return c.json(answer)
  })

  api.delete('/account', (c) => {
    deleteUser(store, signedIn(c, store).user.id)
    return c.body(null, 204)
  })
}

/** Pictures: uploaded by their users, served to everybody. */
function addPictures(api: Hono, store: Store) {
  api.post('/avatar', async (c) => {
    signedIn(c, store) // before two megabytes are read in vain
    const bytes = await readUpload(c)
    const { user } = signedIn(c, store)
    const path = keepPicture(store, user.id, bytes, user.avatarUrl)
    const answer: AvatarAnswer = { avatarUrl: new URL(c.req.url).origin + path }
    return c.json(answer)
  })

  api.get('/avatars/:name', (c) => {
    const picture = findPicture(store, c.req.param('name'))
    if (!picture) throw commonProblem('not_found', 'There is no such picture.')
    return c.body(new Uint8Array(picture.bytes), 200, {
      'Content-Type': picture.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      // User content: it must be taken for a picture and nothing else.
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    })
  })
}

function signedIn(c: Context, store: Store) {
  const session = useSession(store, requireToken(c))
  if (!session) throw apiError('session_expired', 'This session is over. Sign in again.')
  noteBackendUser(c, session.user.id) // for who watches
  return session
}

/** The user, then the body: without a valid session the body is not read. */
async function demandFromUser<Schema extends z.ZodType>(c: Context, store: Store, schema: Schema) {
  signedIn(c, store)
  const request = await demandJson(c, schema)
  return { ...signedIn(c, store), request } // the session may have ended while the body was read
}

const tokenOf = (c: Context) =>
  /^Bearer ([\w-]{1,512})$/i.exec(c.req.header('authorization') ?? '')?.[1]

function requireToken(c: Context): string {
  const token = tokenOf(c)
  if (token === undefined) {
    throw apiError('token_missing', 'Send the session token as "Authorization: Bearer <token>".')
  }
  return token
}

function identityOf(store: Store, user: User) {
  const identity = wechatIdentityOf(store, user.id)
  if (!identity) throw apiError('session_expired', 'This account was deleted. Sign in again.')
  return identity
}

function decryptFor(store: Store, wechat: WechatAccess, user: User, data: Encrypted) {
  const { session_key } = identityOf(store, user)
  const nowMs = store.clock.now()
  return openEncrypted(data, { sessionKey: session_key, appid: wechat.appid, nowMs })
}

/** Decrypted, but not what was expected: a wrong key gives such rubbish, rarely. */
function read<Output>(
  schema: { safeParse(data: unknown): { success: boolean; data?: Output } },
  content: unknown,
): Output {
  const result = schema.safeParse(content)
  if (!result.success || result.data === undefined) throw staleKey()
  return result.data
}

/** Pictures served here are kept without the origin: a phone and this machine call it differently. */
function shown(c: Context, user: User): User {
  if (!user.avatarUrl.startsWith(PICTURES)) return user
  return { ...user, avatarUrl: new URL(c.req.url).origin + user.avatarUrl }
}

function withOwnPicture(c: Context, store: Store, user: User, change: Profile): Profile {
  const own = new URL(c.req.url).origin + PICTURES
  if (!change.avatarUrl?.startsWith(own)) return change
  const path = change.avatarUrl.slice(own.length - PICTURES.length)
  if (!isPictureOf(store, user.id, path)) {
    throw commonProblem('invalid_request', 'avatarUrl: this picture is not kept here for this user')
  }
  return { ...change, avatarUrl: path }
}
