/** A user with a live session is never rejected, and never half signed in. */
import type { Measurement } from '../../miniprogram/services/index'
import { answer, DAY_MS, loginsOf, outcome, signedIn } from './acts.ts'
import { WatchedPhone } from './watched-phone.ts'

const MONTH_SECONDS = 30 * 24 * 3600

/** Signed in for a month; a day and an hour later the app is launched, and WeChat's session is over. */
async function aDayLater(): Promise<WatchedPhone> {
  const phone = await signedIn({ expiresIn: MONTH_SECONDS })
  phone.time.sleep(DAY_MS + 3_600_000)
  phone.backend.sessionKeyIsLive = false
  return phone
}

const troubles: Record<string, (phone: WatchedPhone) => void> = {
  'the backend fails': (phone) => {
    phone.loginFate = { ...answer(), end: 'server error' }
  },
  'the backend does not answer the login': (phone) => {
    phone.loginFate = { ...answer(), end: 'no end' }
  },
  'the backend takes long': (phone) => {
    phone.loginFate = answer(9000, 9000)
  },
  'wx.login is mute': (phone) => {
    phone.wx.login = () => undefined as never
  },
  'wx.login throws': (phone) => {
    phone.wx.login = () => {
      throw new Error('broken')
    }
  },
}

test.each(Object.keys(troubles))('a live token is used at once though %s', async (name) => {
  const phone = await aDayLater()
  troubles[name]?.(phone)
  const launched = phone.services.resume()
  await phone.time.run(phone.time.now + 50) // WeChat has said that its session is over
  const begun = phone.time.now
  const calls = ['one', 'two', 'three'].map((call) => phone.services.api.get(`/api/thing/${call}`))
  expect(await outcome(phone, Promise.all(calls))).toEqual(calls.map(() => ({ who: 'ann' })))
  expect(phone.time.now - begun).toBeLessThan(200)
  expect(await outcome(phone, launched)).toBeUndefined() // nor is the launch troubled
  expect(await outcome(phone, phone.services.api.get('/api/thing/four'))).toEqual({ who: 'ann' })
  expect(phone.services.isSignedIn()).toBe(true)
})

test('a sign-in that is refused on one page fails no call of another', async () => {
  const phone = await signedIn()
  phone.loginFate = { ...answer(40, 40), end: 'server error' }
  phone.asksToSignIn()
  const refused = phone.services.signIn({ inviter: 'x' })
  const call = phone.services.api.get('/api/thing/one')
  expect(await outcome(phone, call)).toEqual({ who: 'ann' })
  expect(await outcome(phone, refused)).toBe('ERR_SERVER')
  expect(await outcome(phone, phone.services.ensureSignedIn())).toMatchObject({
    user: { id: 'ann' },
  })
})

test('a call whose token is refused meanwhile waits for the sign-in, and renews if that fails', async () => {
  const phone = await signedIn()
  phone.backend.endSessions()
  phone.loginFate = { ...answer(40, 40), end: 'server error' }
  phone.asksToSignIn()
  const refused = phone.services.signIn({ inviter: 'x' })
  const call = phone.services.api.get('/api/thing/one')
  await phone.time.run(phone.time.now + 30)
  phone.loginFate = undefined
  expect(await outcome(phone, refused)).toBe('ERR_SERVER')
  expect(await outcome(phone, call)).toEqual({ who: 'ann' })
})

const encode = (data: unknown) => JSON.stringify({ type: typeof data, data })

test.each<[string, unknown]>([
  ['missing', undefined],
  ['somebody else’s', { id: 'bob', nickName: 'bob', avatarUrl: '' }],
  ['what a tutorial wrote', { nickName: '小满', avatarUrl: 'https://x/y', gender: 1 }],
  ['garbage', 'garbage'],
])('the user is shown where `userinfo` is %s', async (_, userinfo) => {
  const first = await signedIn()
  if (userinfo === undefined) first.stored.delete('userinfo')
  else first.stored.set('userinfo', encode(userinfo))
  const { services } = new WatchedPhone({ stored: first.stored })
  expect(services.currentUser()).toEqual({ id: 'ann', nickName: 'ann', avatarUrl: '' })
  expect(services.isSignedIn()).toBe(true)
})

test('a session that version 0.1 wrote is kept, with the name beside it or without one', () => {
  const session = { version: 1, token: 't', userId: 'ann', expiresAt: 9e15, checkedAt: 1 }
  const beside = { id: 'ann', nickName: 'Ann', avatarUrl: 'https://x/y' }
  const launch = (userinfo: unknown) =>
    new WatchedPhone({
      stored: new Map([
        ['session', encode(session)],
        ['userinfo', encode(userinfo)],
      ]),
    }).services
  expect(launch(beside).currentUser()).toEqual(beside)
  expect(launch('').currentUser()).toEqual({ id: 'ann', nickName: '', avatarUrl: '' })
})

test('a failed write to storage leaves no former user behind', async () => {
  const phone = await signedIn()
  phone.storageFault = 'full'
  phone.backend.person = 'bob'
  phone.asksToSignIn()
  await outcome(phone, phone.services.signIn({}))
  expect(phone.services.currentUser()?.id).toBe('bob')
  const { services } = new WatchedPhone({ stored: phone.stored })
  expect(services.currentUser()).toBeUndefined()
})

test.each([
  ['1 s', 1],
  ['0.2 s', 0.2],
  ['milliseconds by mistake', 7_200_000],
])('expiresIn of %s makes a few wx.login a minute at most, and is said once', async (_, life) => {
  const phone = await signedIn({ expiresIn: life })
  phone.backend.expiresIn = life
  const seen: Measurement[] = []
  phone.services.onMeasured((measurement) => seen.push(measurement))
  for (let call = 0; call < 120; call++) {
    phone.needsRenewal()
    await phone.time.run(phone.time.now + 1000)
    const got = phone.services.api.get(`/api/thing/c${call}`)
    expect(await outcome(phone, got)).toEqual({ who: 'ann' })
  }
  expect(loginsOf(phone)).toBeLessThanOrEqual(12)
  expect(phone.wrongs).toEqual([])
  const isRunaway = life < 10
  expect(seen.filter(({ step }) => step === 'runaway')).toHaveLength(isRunaway ? 1 : 0)
  expect(phone.said).toHaveLength(isRunaway ? 1 : 0)
})

test('a clock that jumps causes at most a few wx.login a minute', async () => {
  const phone = await signedIn()
  phone.clockWasSet = true
  for (let call = 0; call < 60; call++) {
    phone.time.clockError += call % 2 ? -90 * DAY_MS : 91 * DAY_MS
    phone.needsRenewal()
    const got = phone.services.api.get(`/api/thing/c${call}`)
    expect(await outcome(phone, got)).toEqual({ who: 'ann' })
  }
  expect(loginsOf(phone)).toBeLessThanOrEqual(4)
})

test('a deletion whose answer was lost signs nobody in again', async () => {
  const phone = await signedIn()
  const { services, backend } = phone
  backend.deleteFate = { ...answer(), end: 'lost on the way back' }
  expect(await outcome(phone, services.deleteAccount())).toBe('ERR_NETWORK')
  expect(await outcome(phone, services.api.get('/api/thing/one'))).toBe('ERR_SIGNED_OUT')
  expect(services.isSignedIn()).toBe(false)
  expect(loginsOf(phone)).toBe(0)
})

test('a lost deletion is remembered at the next launch', async () => {
  const first = await signedIn()
  first.backend.deleteFate = { ...answer(), end: 'lost on the way back' }
  await outcome(first, first.services.deleteAccount())
  const phone = new WatchedPhone({ stored: first.stored })
  phone.time.sleep(3 * DAY_MS)
  expect(await outcome(phone, phone.services.resume())).toBe('ERR_SIGNED_OUT')
  expect(loginsOf(phone)).toBe(0)
})

test('a deletion that was refused leaves all as it was', async () => {
  const phone = await signedIn()
  const { services, backend } = phone
  backend.deleteStatus = 403
  expect(await outcome(phone, services.deleteAccount())).toBe('ERR_REJECTED')
  backend.endSessions()
  expect(await outcome(phone, services.api.get('/api/thing/one'))).toEqual({ who: 'ann' })
})

test('a deletion with a session that is over renews it first, and deletes', async () => {
  const phone = await signedIn()
  phone.backend.endSessions()
  expect(await outcome(phone, phone.services.deleteAccount())).toBeUndefined()
  expect(phone.backend.deleted).toEqual(['ann'])
  expect(phone.services.isSignedIn()).toBe(false)
})

test('a silent sign-in under way is over before the deletion is sent', async () => {
  const phone = await aDayLater()
  phone.loginFate = answer(300, 300)
  void phone.services.resume()
  await phone.time.run(phone.time.now + 50)
  expect(await outcome(phone, phone.services.deleteAccount())).toBeUndefined()
  await phone.time.run()
  const sent = phone.log.filter((line) => line === 'POST /api/login' || line.startsWith('DELETE'))
  expect(sent).toEqual(['POST /api/login', 'DELETE /api/account'])
  expect(phone.services.isSignedIn()).toBe(false)
})

test('a call waits for a renewal under way, also when another call was refused in vain', async () => {
  const late = answer(1, 31)
  const slow = answer(1, 2)
  const phone = await signedIn({ fates: [late, answer(), answer(), answer(), slow] })
  phone.backend.endSessions()
  const { api } = phone.services
  const calls: Promise<unknown>[] = []
  for (const [after, isEnd] of [[1], [1], [2], [3, true], [3], [1]] as [number, boolean?][]) {
    await phone.time.run(phone.time.now + after)
    if (isEnd) phone.backend.endSessions()
    else calls.push(api.get(`/api/thing/c${calls.length}`).catch((error) => error.code))
  }
  const answers = await outcome(phone, Promise.all(calls))
  expect((answers as unknown[]).slice(-2)).toEqual([{ who: 'ann' }, { who: 'ann' }])
})
