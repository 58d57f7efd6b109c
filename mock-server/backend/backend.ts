import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { invalidRequest, limitBody, requireJson } from '../http/body.ts'
import type { Store } from '../store/store.ts'
import { code2Session, type WechatAccess } from './code2session.ts'
import { apiError } from './errors.ts'
import { ErrorAnswer, LoginAnswer, LoginRequest, Profile, SessionAnswer } from './schemas.ts'
import { endSession, findSession, openSession, SESSION_SECONDS } from './sessions.ts'
import { findUser, signInUser } from './users.ts'

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const failures = { default: json(ErrorAnswer, 'A documented error code.') }
const security = [{ token: [] }]

const login = createRoute({
  method: 'post',
  path: '/login',
  summary: 'Exchange a login code for a session',
  request: { body: { required: true, ...json(LoginRequest, 'The code, once.') } },
  responses: { 200: json(LoginAnswer, 'Signed in.'), ...failures },
})

const logout = createRoute({
  method: 'post',
  path: '/logout',
  summary: 'End the session; also right for one that is over',
  security,
  responses: { 204: { description: 'There is no such session any more.' }, ...failures },
})

const session = createRoute({
  method: 'get',
  path: '/session',
  summary: 'Who is signed in, and for how long',
  security,
  responses: { 200: json(SessionAnswer, 'The session.'), ...failures },
})

const profile = createRoute({
  method: 'get',
  path: '/profile',
  summary: "The signed-in user's profile",
  security,
  responses: { 200: json(Profile.required(), 'The profile.'), ...failures },
})

/**
 * The developer's server, as a real team would write it: it knows WeChat only as an address to
 * `fetch`. A real backend replaces it by answering the same calls.
 */
export function createBackend(store: Store, wechat: WechatAccess) {
  const api = new OpenAPIHono({
    defaultHook: (result) => {
      if (!result.success) throw invalidRequest(result.error)
    },
  })
  api.use('*', limitBody, requireJson)

  api.openapi(login, async (c) => {
    const { code, ...sent } = c.req.valid('json')
    const identity = await code2Session(wechat, code)
    const { user, token } = store.transaction(() => {
      const signedIn = signInUser(store, identity, sent)
      return { user: signedIn, token: openSession(store, signedIn.id) }
    })
    return c.json({ token, expiresIn: SESSION_SECONDS, user }, 200)
  })

  api.openapi(logout, (c) => {
    endSession(store, bearerToken(c))
    return c.body(null, 204)
  })

  api.openapi(session, (c) => c.json(signedIn(c, store), 200))

  api.openapi(profile, (c) => {
    const { id: _, ...rest } = signedIn(c, store).user
    return c.json(rest, 200)
  })

  api.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
  })
  api.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'weapp-login-kit backend', version: '1' },
    servers: [{ url: '/api' }],
  })
  return api
}

function signedIn(c: Context, store: Store) {
  const found = findSession(store, bearerToken(c))
  const user = found && findUser(store, found.userId)
  if (!user) throw apiError('session_expired', 'This session is over. Sign in again.')
  return { user, expiresIn: found.expiresIn }
}

function bearerToken(c: Context): string {
  const [, token] = /^Bearer ([\w-]{1,512})$/i.exec(c.req.header('authorization') ?? '') ?? []
  if (token === undefined) {
    throw apiError('token_missing', 'Send the session token as "Authorization: Bearer <token>".')
  }
  return token
}
