import * as fc from 'fast-check'
import type { Fate } from './fake-backend.ts'
import { WatchedPhone } from './watched-phone.ts'
import { play } from './play.ts'
import { schedules } from './schedule.ts'
import { RUNS } from '../support/runs.ts'

jest.setTimeout(10_000 + RUNS * 20) // ten times what they take; what hangs is a failure, too

// Under a mutation the first failure says enough; shrinking it would take long.
fc.configureGlobal({ endOnFailure: process.env.MUTATION !== undefined })

const DAY_MS = 24 * 3_600_000

/** A phone whose user signed in at an earlier launch. */
async function launchedAgain({
  expiresIn = 3600,
  fates = [] as Fate[],
} = {}): Promise<WatchedPhone> {
  const first = new WatchedPhone()
  first.backend.expiresIn = expiresIn
  first.asksToSignIn()
  void first.services.signIn()
  await first.time.run()
  const phone = new WatchedPhone({ stored: first.stored, fates })
  phone.backend.issueToken('ann')
  return phone
}

/** The same, and the backend has ended the session. */
async function refused(fates: Fate[] = []): Promise<WatchedPhone> {
  const phone = await launchedAgain({ fates })
  phone.backend.endSessions()
  return phone
}

const latency = fc.record({
  there: fc.integer({ min: 1, max: 300 }),
  back: fc.integer({ min: 1, max: 300 }),
  end: fc.constant('answer' as const),
})
const latencies = fc.array(latency, { minLength: 110, maxLength: 110 })

/** The outcome of each of `count` calls: the answer, or the error's code. */
function callMany({ services }: WatchedPhone, count: number): Promise<unknown>[] {
  return Array.from({ length: count }, (_, index) =>
    services.api.get(`/api/thing/m${index}`).catch((error) => services.codeOf(error)),
  )
}

const count = ({ log }: WatchedPhone, line: string) => log.filter((sent) => sent === line).length

test('the promises hold for events in random order', () =>
  fc.assert(
    fc.asyncProperty(schedules, async (schedule) => {
      expect(await play(schedule)).toEqual([])
    }),
    { numRuns: RUNS },
  ))

test('50 calls with an expired session make one login, one exchange, and are all answered', () =>
  fc.assert(
    fc.asyncProperty(latencies, async (fates) => {
      const phone = await refused(fates)
      const calls = Promise.all(callMany(phone, 50))
      await phone.time.run()
      expect(await calls).toEqual(Array.from({ length: 50 }, () => ({ who: 'ann' })))
      expect(count(phone, 'POST /__client/login')).toBe(1)
      expect(count(phone, 'POST /api/login')).toBe(1)
      expect(phone.wrongs).toEqual([])
    }),
    { numRuns: Math.ceil(RUNS / 160) },
  ))

test('a 401 that comes late is answered with the present token, without a sign-in', async () => {
  const phone = await refused([{ there: 1, back: 9000, end: 'answer' }])
  const late = phone.services.api.get('/api/thing/late')
  const prompt = phone.services.api.get('/api/thing/prompt')
  await phone.time.run()
  expect(await Promise.all([late, prompt])).toEqual([{ who: 'ann' }, { who: 'ann' }])
  expect(count(phone, 'POST /__client/login')).toBe(1)
})

test('a late 401 costs no sign-in even where the backend hands out the same token again', async () => {
  const phone = await refused([{ there: 1, back: 9000, end: 'answer' }])
  phone.backend.repeatsTokens = true
  const calls = ['late', 'prompt'].map((name) => phone.services.api.get(`/api/thing/${name}`))
  await phone.time.run()
  expect(await Promise.all(calls)).toEqual([{ who: 'ann' }, { who: 'ann' }])
  expect(count(phone, 'POST /__client/login')).toBe(1)
})

test('50 calls whose renewal fails get the same error, in time', () =>
  fc.assert(
    fc.asyncProperty(
      latencies,
      fc.constantFrom('server error', 'lost on the way', 'no end'),
      async (fates, end) => {
        const phone = await refused(fates.slice(0, 50))
        phone.loginFate = { there: 5, back: 5, end: end as 'no end' }
        const begun = phone.time.now
        const calls = Promise.all(callMany(phone, 50))
        await phone.time.runFor(calls)
        const codes = new Set(await calls)
        expect(codes.size).toBe(1)
        expect([...codes][0]).toMatch(/^ERR_(SERVER|NETWORK|TIMEOUT)$/)
        expect(phone.time.now - begun).toBeLessThanOrEqual(30_200)
      },
    ),
    { numRuns: Math.ceil(RUNS / 160) },
  ))

test('a sign-out in the middle of a renewal ends all 50 calls, and no token is written', () =>
  fc.assert(
    fc.asyncProperty(latencies, fc.integer({ min: 1, max: 4000 }), async (fates, after) => {
      const phone = await refused(fates)
      const calls = Promise.all(callMany(phone, 50))
      await phone.time.run(phone.time.now + after)
      phone.signsOut()
      await phone.time.run()
      for (const outcome of await calls) {
        expect([{ who: 'ann' }, 'ERR_SIGNED_OUT']).toContainEqual(outcome)
      }
      expect(phone.stored.get('session')).toBeUndefined()
      expect(phone.wrongs).toEqual([])
    }),
    { numRuns: Math.ceil(RUNS / 160) },
  ))

test('a launch with a live session sends no request', async () => {
  const phone = await launchedAgain()
  phone.time.sleep(DAY_MS / 48)
  void phone.services.resume()
  expect(phone.services.currentUser()).toEqual({ id: 'ann', nickName: 'ann', avatarUrl: '' })
  await phone.time.run()
  expect(phone.log).toEqual([])
})

test('WeChat is asked four times a second at most, however often a sign-in fails', async () => {
  const phone = new WatchedPhone()
  phone.wx.login = (({ fail }: { fail: (result: object) => void }) => {
    logins++
    fail({ errMsg: 'login:fail' })
  }) as typeof phone.wx.login
  let logins = 0
  const codes: string[] = []
  for (let attempt = 0; attempt < 50; attempt++) {
    await phone.services.signIn().catch((error) => codes.push(phone.services.codeOf(error)))
  }
  expect(logins).toBe(4)
  expect(new Set(codes.slice(4))).toEqual(new Set(['ERR_RATE_LIMITED']))
  await phone.time.run(phone.time.now + 1000)
  await phone.services.signIn().catch(() => {})
  expect(logins).toBe(5)
})

test('WeChat is asked about its session once in the life of the app', async () => {
  const phone = await launchedAgain({ expiresIn: 1e7 })
  for (let day = 0; day < 3; day++) {
    phone.time.sleep(2 * DAY_MS)
    void phone.services.resume()
    await phone.time.run()
  }
  expect(count(phone, 'POST /__client/check-session')).toBe(1)
  expect(phone.wrongs).toEqual([])
})

/** Mostly what belongs there. */
const or = (right: unknown) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(right) }, fc.jsonValue())
const user = fc.oneof(fc.constant({ id: 'ann', nickName: 'ann', avatarUrl: '' }), fc.jsonValue())
const fields = {
  version: fc.oneof(fc.constant(2), fc.constant(1), fc.constant(0), fc.jsonValue()),
  token: or('some token'),
  user: fc.oneof({ weight: 5, arbitrary: user }, fc.record({ id: fc.jsonValue() })),
  userId: or('ann'),
  expiresAt: or(9e15),
  checkedAt: or(1),
}
const garbage = fc.oneof(fc.record(fields), fc.record(fields, { requiredKeys: [] }), fc.jsonValue())
const isText = (text: unknown) => typeof text === 'string' && text !== ''
/** A whole session of version 2, or of version 1, whose user was an id. */
const isGood = (value: unknown): boolean => {
  const { version, token, user: known, userId, ...times } = (value ?? {}) as Record<string, unknown>
  const hasUser =
    version === 1
      ? isText(userId)
      : version === 2 && typeof (known as { id?: unknown } | undefined)?.id === 'string'
  return hasUser && isText(token) && [times.expiresAt, times.checkedAt].every(Number.isFinite)
}

test('the app starts with any content in storage, and garbage means signed out', () =>
  fc.assert(
    fc.asyncProperty(garbage, fc.jsonValue(), fc.boolean(), async (session, userinfo, isBroken) => {
      const encode = (data: unknown) => JSON.stringify({ type: typeof data, data })
      const stored = new Map([
        ['session', encode(session)],
        ['userinfo', encode(userinfo)],
      ])
      const phone = new WatchedPhone({ stored })
      if (isBroken) phone.storageFault = 'broken'
      phone.services.currentUser()
      const answer = phone.services.ensureSignedIn().then(
        () => 'signed in',
        (error) => phone.services.codeOf(error),
      )
      const isLost = isBroken || !isGood(session)
      expect(isLost ? await answer : 'ERR_SIGNED_OUT').toBe('ERR_SIGNED_OUT')
    }),
    { numRuns: Math.ceil(RUNS / 16) },
  ))
