import { Hono } from 'hono'
import type { Context } from 'hono'
import { z } from 'zod'
import { limitBody, readJson, requireJson } from '../http/body.ts'
import { guardPhone, type Access } from '../http/guard.ts'
import { commonProblem } from '../http/problem.ts'
import type { Store } from '../store/store.ts'
import { isSessionKeyLive, readAuthSetting, useSessionKey, writeAuthSetting } from './accounts.ts'
import { drawAvatar } from './avatar.ts'
import { addKeys } from './client/keys.ts'
import { addMessages, type OnClose } from './client/messages.ts'
import { finder, Caller, type Find } from './client/caller.ts'
import { issueLoginCode } from './codes.ts'
import type { WatermarkRule } from './encryption.ts'
import type { Notices } from './notices.ts'
import { phoneDetail } from './phone-number.ts'
import { MOST_DAYS, stepsFor } from './steps.ts'
import { userInfoFor } from './user-info.ts'
import { findUser } from './users.ts'

/**
 * The data `getUserInfo` and `getUserProfile` hand out. `named`: real data after consent, as the
 * tutorials show it. `anonymous`: what WeChat gives today.
 */
export type ProfileMode = 'named' | 'anonymous'

const UserInfoRequest = Caller.extend({
  api: z.enum(['getUserInfo', 'getUserProfile']).default('getUserInfo'),
  withCredentials: z.boolean().default(true),
})

const StepsRequest = Caller.extend({
  /** One number a day, the last is today's. */
  steps: z.array(z.number().int().min(0).max(1_000_000)).max(MOST_DAYS),
})

const AuthorizeRequest = Caller.extend({
  scope: z.string().regex(/^scope\.\w{1,40}$/, 'is not of the form "scope.name"'),
  granted: z.boolean(),
})

/** The settings that change what phones get. */
export interface ClientSettings {
  profile: ProfileMode
  /** True if the app has phone numbers left to pay for. */
  hasPhoneQuota: boolean
  watermark: WatermarkRule
}

/** The answer to the phone when the app's phone numbers are used up. */
const NO_PHONE_QUOTA = { errno: 1400001, errMsg: 'appid no enough quota' }

/** Everything the phones' routes work on. */
export interface ClientApiOptions {
  store: Store
  settings: ClientSettings
  notices: Notices
  /** By which names another machine may call it. */
  access?: Access | undefined
  /** Ends what would keep a server from stopping. */
  onClose: OnClose
}

/**
 * The requests of the WeChat app to its own platform. Only the simulated `wx` calls it, in a mini-program's
 * stead; no answer ever holds a `session_key`.
 */
export function createClientApi(options: ClientApiOptions) {
  const { store, notices, access, onClose } = options
  const api = new Hono()
  api.use('*', guardPhone(access), limitBody, requireJson)
  const find = finder(store)
  addKeys(api, find)
  addMessages(api, find, notices, onClose)
  addIdentity(api, find, options)
  addConsent(api, find, options)

  api.get('/avatars/:file', (c: Context) => {
    const name = (c.req.param('file') ?? '').replace(/\.svg$/, '')
    const user = findUser(store, name)
    if (!user) throw commonProblem('not_found', `There is no picture of "${name.slice(0, 64)}".`)
    return c.body(drawAvatar(user.profile.nickName), 200, { 'Content-Type': 'image/svg+xml' })
  })

  return api
}

/** The user's identity: login codes, user info, the phone number, steps. */
function addIdentity(api: Hono, find: Find, { store, settings }: ClientApiOptions) {
  api.post('/login', async (c) => {
    const who = await readJson(c, Caller)
    return c.json({ code: issueLoginCode(store, find(c, who).account) })
  })

  api.post('/check-session', async (c) => {
    const found = find(c, await readJson(c, Caller)).account
    const valid = isSessionKeyLive(store, found)
    if (valid) useSessionKey(store, found) // activity extends its life
    return c.json({ valid })
  })

  api.post('/user-info', async (c) => {
    const request = await readJson(c, UserInfoRequest)
    const found = find(c, request)
    return c.json(
      userInfoFor(store, found.account, found.user, {
        ...request,
        anonymous: settings.profile === 'anonymous',
        watermark: settings.watermark,
        origin: new URL(c.req.url).origin,
      }),
    )
  })

  // After the user's consent, which is the phone's business. A phone code is no login code.
  api.post('/phone-code', async (c) => {
    const found = find(c, await readJson(c, Caller))
    if (!settings.hasPhoneQuota) return c.json(NO_PHONE_QUOTA)
    return c.json(phoneDetail(store, found.account, found.user, settings.watermark))
  })

  // After the user's consent to scope.werun, which is the phone's business, too; so are the steps.
  api.post('/werun', async (c) => {
    const { steps, ...who } = await readJson(c, StepsRequest)
    return c.json(stepsFor(store, find(c, who).account, steps, settings.watermark))
  })
}

/** The user's answers, per scope. */
function addConsent(api: Hono, find: Find, { store, settings }: ClientApiOptions) {
  api.post('/settings', async (c) => {
    const found = find(c, await readJson(c, Caller)).account
    // The client must know whether consent is asked at all: anonymous data needs none.
    return c.json({ authSetting: readAuthSetting(store, found), profile: settings.profile })
  })

  api.post('/authorize', async (c) => {
    const { scope, granted, ...who } = await readJson(c, AuthorizeRequest)
    return c.json({ authSetting: writeAuthSetting(store, find(c, who).account, scope, granted) })
  })
}
