import { answer, duration, outcome, signedIn } from './acts.ts'
import { WatchedPhone } from './watched-phone.ts'

test('a backend that refuses its own new sessions is not asked for one at every call', async () => {
  const phone = await signedIn()
  const { api, signIn } = phone.services
  phone.backend.refusesAll = true
  for (let second = 0; second < 150; second++) {
    expect(await outcome(phone, api.get('/api/thing/one'))).toBe('ERR_SESSION_EXPIRED')
    phone.time.sleep(1000)
  }
  expect(phone.backend.logins).toHaveLength(3)

  phone.backend.refusesAll = false
  phone.asksToSignIn() // the call does not wait
  await outcome(phone, signIn())
  phone.backend.endSessions()
  expect(await outcome(phone, api.get('/api/thing/one'))).toEqual({ who: 'ann' })
})

test('a session that is refused near its end is renewed by the next call', async () => {
  const phone = await signedIn({ fates: [answer(1, 150_000)] })
  const { api } = phone.services
  phone.backend.endSessions()
  const late = api.get('/api/thing/late', { timeout: 300_000 })
  await phone.time.run(phone.time.now + 10)
  const prompt = api.get('/api/thing/prompt')
  await phone.time.run(phone.time.now + 140_000)
  expect(await prompt).toEqual({ who: 'ann' })
  phone.backend.endSessions() // the second session too, before the late call is sent with it
  expect(await outcome(phone, late)).toBe('ERR_SESSION_EXPIRED')
  expect(await outcome(phone, api.get('/api/thing/one'))).toEqual({ who: 'ann' })
})

test('a very short session is used, not renewed at every call', async () => {
  const phone = new WatchedPhone()
  phone.backend.expiresIn = 20
  phone.asksToSignIn()
  await outcome(phone, phone.services.signIn())
  await outcome(phone, phone.services.api.get('/api/thing/one'))
  expect(phone.log.filter((line) => line === 'POST /api/login')).toHaveLength(1)
})

test('a wx.login that never calls back ends after ten seconds, and is not waited for again', async () => {
  const phone = new WatchedPhone()
  const { login } = phone.wx // oxlint-disable-line typescript/unbound-method -- wx has no `this`
  phone.wx.login = () => undefined as never
  const signingIn = phone.services.signIn()
  expect(await duration(phone, signingIn)).toBe(10_000)
  expect(await outcome(phone, signingIn)).toBe('ERR_TIMEOUT')
  phone.wx.login = login
  phone.asksToSignIn()
  expect(await outcome(phone, phone.services.signIn())).toMatchObject({ user: { id: 'ann' } })
})

test('a backend that does not answer a sign-in is too slow, after fifteen seconds', async () => {
  const phone = new WatchedPhone()
  phone.loginFate = { there: 1, back: 1, end: 'no end' }
  const signingIn = phone.services.signIn()
  expect(await duration(phone, signingIn)).toBeLessThan(16_000)
  expect(await outcome(phone, signingIn)).toBe('ERR_TIMEOUT')
})

test('a session is renewed before its last half minute, so that it does not end on its way', async () => {
  const phone = await signedIn()
  phone.time.sleep(3_600_000 - 31_000)
  await outcome(phone, phone.services.api.get('/api/thing/one'))
  phone.time.sleep(2000)
  phone.needsRenewal()
  await outcome(phone, phone.services.api.get('/api/thing/two'))
  expect(phone.log).toEqual([
    'GET /api/thing/one',
    'POST /__client/login',
    'POST /api/login',
    'GET /api/thing/two',
  ])
})

test('a call begun while somebody signs in is sent at once, and ends if it is somebody else', async () => {
  const phone = await signedIn({ fates: [answer(1, 1), answer(1, 500)] })
  const { api, signIn } = phone.services
  phone.backend.person = 'bob'
  phone.asksToSignIn()
  void signIn({})
  const call = api.get('/api/thing/one')
  // It began in ann's name: what comes after bob's sign-in is none of his.
  expect(await outcome(phone, call)).toBe('ERR_USER_CHANGED')
  expect(phone.backend.sent.get('one')?.map(({ person }) => person)).toEqual(['ann'])
})

test('calls right after a failed renewal get the same error, without another attempt', async () => {
  const phone = await signedIn()
  phone.backend.endSessions()
  phone.loginFate = { there: 1, back: 1, end: 'server error' }
  const { api } = phone.services
  expect(await outcome(phone, api.get('/api/thing/one'))).toBe('ERR_SERVER')
  expect(await outcome(phone, api.get('/api/thing/two'))).toBe('ERR_SERVER')
  expect(phone.log.filter((line) => line === 'POST /__client/login')).toHaveLength(1)
  phone.time.sleep(1000)
  phone.loginFate = undefined
  expect(await outcome(phone, api.get('/api/thing/three'))).toEqual({ who: 'ann' })
})
