import { createHash } from 'node:crypto'
import { openPair } from '../../mock-server/backend/refresh-tokens.ts'
import { signInUser } from '../../mock-server/backend/users.ts'
import { openStore } from '../../mock-server/store/store.ts'
import { bearer, call, newCode, post, pass } from '../support/http.ts'

interface Pair {
  token: string
  refreshToken: string
  expiresIn: number
  user: { id: string }
}

const signIn = async (user?: string) =>
  (await post('/api/login', { code: await newCode({ user }), refresh: true }))
    .body as unknown as Pair

const refresh = (refreshToken: string) => post('/api/refresh', { refreshToken })
const statusOf = async (token: string) => (await call('GET', '/api/session', bearer(token))).status

test('a refresh token is given to who asks for one, with a short session that use does not prolong', async () => {
  const usual = (await post('/api/login', { code: await newCode() })).body
  expect(usual).not.toHaveProperty('refreshToken')
  const { token, refreshToken, expiresIn } = await signIn()
  expect([expiresIn, refreshToken.length]).toEqual([900, 43])
  await pass(800)
  expect(await statusOf(token)).toBe(200)
  await pass(200)
  expect(await statusOf(token)).toBe(401)
})

test('a refresh gives the next pair for the same user, and ends the session before it', async () => {
  const first = await signIn()
  const { status, body } = await refresh(first.refreshToken)
  const second = body as unknown as Pair
  expect([status, second.user.id]).toEqual([200, first.user.id])
  expect(second.refreshToken).not.toBe(first.refreshToken)
  expect(await statusOf(second.token)).toBe(200)
  expect(await statusOf(first.token)).toBe(401)
})

test('a refresh token that comes again ends everything of its sign-in, and of no other', async () => {
  const other = await signIn()
  const first = await signIn()
  const second = (await refresh(first.refreshToken)).body as unknown as Pair
  const stolen = await refresh(first.refreshToken)
  expect([stolen.status, stolen.body.error?.code]).toEqual([401, 'refresh_token_reused'])
  expect(await statusOf(second.token)).toBe(401)
  expect((await refresh(second.refreshToken)).body.error?.code).toBe('refresh_token_invalid')
  expect(await statusOf(other.token)).toBe(200)
  expect((await refresh(other.refreshToken)).status).toBe(200)
})

test('two refreshes at once are one refresh and one theft', async () => {
  const { refreshToken } = await signIn()
  const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken)])
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 401]))
})

test('an unknown, an old and a signed-out refresh token are refused', async () => {
  const { token, refreshToken } = await signIn()
  await call('POST', '/api/logout', bearer(token))
  const old = await signIn()
  await pass(31 * 24 * 3600)
  for (const given of ['unknown', refreshToken, old.refreshToken]) {
    const { status, body } = await refresh(given)
    expect([status, body.error?.code]).toEqual([401, 'refresh_token_invalid'])
  }
  expect((await post('/api/refresh', {})).status).toBe(400)
})

test('a deleted account leaves no refresh token', async () => {
  const { token, refreshToken } = await signIn()
  await call('DELETE', '/api/account', bearer(token))
  expect((await refresh(refreshToken)).status).toBe(401)
})

test('neither token is stored, only their hashes', () => {
  const store = openStore(':memory:')
  const { id } = signInUser(store, { openid: 'o', session_key: 'k' }, {})
  const { token, refreshToken } = openPair(store, id)
  const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')
  const rows = (table: string) => store.sql(`SELECT * FROM ${table}`).all<Record<string, unknown>>()
  expect(rows('backend_sessions')).toMatchObject([{ token_hash: hashOf(token) }])
  expect(rows('backend_refresh_tokens')).toMatchObject([{ token_hash: hashOf(refreshToken) }])
  store.close()
})

test('the scenarios play a session that needs a refresh, and a refresh token that was copied', async () => {
  const first = await signIn()
  await post('/__mock/scenarios/session-needs-refresh')
  expect(await statusOf(first.token)).toBe(401)
  const second = (await refresh(first.refreshToken)).body as unknown as Pair
  expect(await statusOf(second.token)).toBe(200)
  await post('/__mock/scenarios/refresh-token-reused')
  expect((await refresh(second.refreshToken)).body.error?.code).toBe('refresh_token_reused')
  const third = await signIn()
  await post('/__mock/scenarios/session-expired')
  expect((await refresh(third.refreshToken)).body.error?.code).toBe('refresh_token_invalid')
})
