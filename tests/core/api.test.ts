import type { Measurement, SessionEvent } from '../../miniprogram/services/index'
import { codeBlock, runCode } from '../support/code-blocks.ts'
import { answer, duration, outcome, signedIn } from './acts.ts'
import type { Fate } from './fake-backend.ts'
import { WatchedPhone } from './watched-phone.ts'
import { startCall } from './play.ts'
import { kinds } from './schedule.ts'

test.each(kinds)('%s renews an expired session and is answered', async (kind) => {
  const phone = await signedIn()
  phone.backend.endSessions()
  const got = await outcome(phone, startCall(phone, kind, 'one'))
  expect(typeof got === 'string' ? got.slice(0, 7) : got).toEqual(
    kind === 'download' ? 'wxfile:' : { who: 'ann' },
  )
  expect(phone.backend.sent.get('one')?.map(({ status }) => status)).toEqual([401, 200])
  expect(phone.wrongs).toEqual([])
})

test('a download that is refused leaves no file', async () => {
  const phone = await signedIn({ fates: [{ there: 1, back: 1, end: 'server error' }] })
  expect(await outcome(phone, phone.services.api.download('/api/thing/one'))).toBe('ERR_SERVER')
})

test('aborting one call ends neither the others nor the sign-in they wait for', async () => {
  const phone = await signedIn()
  phone.backend.endSessions()
  const { api } = phone.services
  const [one, other] = [api.get('/api/thing/one'), api.get('/api/thing/other')]
  one.catch(() => {})
  await phone.time.run(phone.time.now + 3) // both were refused, the sign-in is in progress
  one.abort()
  expect(await outcome(phone, one)).toBe('ERR_ABORTED')
  expect(await outcome(phone, other)).toEqual({ who: 'ann' })
})

test('a call that is ended is not sent any more', async () => {
  const phone = await signedIn()
  const call = phone.services.api.post('/api/thing/one')
  call.abort()
  expect(await outcome(phone, call)).toBe('ERR_ABORTED')
  expect(phone.log).toEqual([])
})

test('a call ends at its own deadline', async () => {
  const phone = await signedIn({ fates: [{ ...answer(1, 1), end: 'no end' }] })
  const call = phone.services.api.get('/api/thing/one', { timeout: 2000 })
  expect(await duration(phone, call)).toBe(2000)
  expect(await outcome(phone, call)).toBe('ERR_TIMEOUT')
})

test('a public call carries no token and needs no sign-in', async () => {
  const phone = new WatchedPhone()
  const call = phone.services.api.get('/api/thing/one', { role: 'public' })
  expect(await outcome(phone, call)).toBe('ERR_SESSION_EXPIRED') // this backend wants a token
  expect(phone.backend.sent.get('one')).toEqual([
    { token: undefined, person: undefined, isSecond: false, status: 401 },
  ])
  expect(phone.log).toEqual(['GET /api/thing/one'])
})

test('an authorized call is refused before it is sent when the user is signed out', async () => {
  const phone = new WatchedPhone()
  expect(await outcome(phone, phone.services.api.get('/api/thing/one'))).toBe('ERR_SIGNED_OUT')
  expect(phone.log).toEqual([])
})

test('a custom login call creates a session, and a custom logout call ends it', async () => {
  const phone = new WatchedPhone()
  const { api, currentUser } = phone.services
  phone.asksToSignIn()
  await outcome(phone, api.post('/api/login', { phoneCode: 'p' }, { role: 'login' }))
  expect(currentUser()?.id).toBe('ann')
  await outcome(phone, api.post('/api/logout', {}, { role: 'logout' }))
  expect(currentUser()).toBeUndefined()
  expect(phone.log.at(-1)).toBe('POST /api/logout')
})

test('a GET is tried again when the backend is not reached, if asked to; a 401 costs no try', async () => {
  const lost: Fate = { there: 1, back: 1, end: 'lost on the way' }
  const phone = await signedIn({ fates: [lost, lost] })
  const { api } = phone.services
  expect(await outcome(phone, api.get('/api/thing/one', { retries: 2 }))).toEqual({ who: 'ann' })
  const other = await signedIn({ fates: [lost] })
  expect(await outcome(other, other.services.api.get('/api/thing/one'))).toBe('ERR_NETWORK')
})

test.each(kinds)(
  '%s: offline, a timeout and an unreachable backend have different codes',
  async (kind) => {
    const phone = await signedIn({
      fates: [
        { ...answer(1, 1), end: 'no end' },
        { ...answer(1, 1), end: 'lost on the way' },
      ],
    })
    expect(await outcome(phone, startCall(phone, kind, 'one'))).toBe('ERR_TIMEOUT')
    expect(await outcome(phone, startCall(phone, kind, 'one'))).toBe('ERR_NETWORK')
    phone.simulator.network.isOnline = false
    expect(await outcome(phone, startCall(phone, kind, 'one'))).toBe('ERR_OFFLINE')
    phone.wx.getNetworkType = (({ complete }: { complete: (result: object) => void }) =>
      complete({ errMsg: 'getNetworkType:fail' })) as typeof phone.wx.getNetworkType
    expect(await outcome(phone, startCall(phone, kind, 'one'))).toBe('ERR_NETWORK')
  },
)

test('an offline GET is tried again until there is a connection', async () => {
  const phone = await signedIn()
  phone.simulator.network.isOnline = false
  const call = phone.services.api.get('/api/thing/one', { retries: 1 })
  await phone.time.run(phone.time.now + 1000)
  phone.simulator.network.isOnline = true
  expect(await outcome(phone, call)).toEqual({ who: 'ann' })
})

test('an answer goes through its reader, whose complaint is the call’s error', async () => {
  const phone = await signedIn()
  const read = (body: unknown) => (body as { who: string }).who.length
  expect(await outcome(phone, phone.services.api.get('/api/thing/one', { read }))).toBe(3)
  const fail = () => {
    throw new phone.services.ServiceError('ERR_SERVER', 'not what it should be')
  }
  const bad = phone.services.api.get('/api/thing/one', { read: fail })
  expect(await outcome(phone, bad)).toBe('ERR_SERVER')
})

test('listeners get every event, and an error in one does not stop the others', async () => {
  const phone = new WatchedPhone()
  const { services, backend } = phone
  const events: SessionEvent[] = []
  // An unhandled rejection is how the fault is reported; jest would fail the test for it.
  const report = jest.spyOn(Promise, 'reject').mockImplementation(() => undefined as never)
  const mend = services.subscribe(() => {
    throw new Error('a fault of this page')
  })
  const stop = services.subscribe((event) => events.push(event))
  phone.asksToSignIn()
  await outcome(phone, services.signIn())
  backend.endSessions()
  await outcome(phone, services.api.get('/api/thing/one'))
  backend.person = 'bob'
  phone.asksToSignIn()
  await outcome(phone, services.signIn({}))
  phone.signsOut()
  expect(events).toEqual(['signedIn', 'renewed', 'userChanged', 'signedOut'])
  expect(report).toHaveBeenCalledTimes(4)
  report.mockRestore()
  mend()
  stop()
  phone.asksToSignIn()
  await outcome(phone, services.signIn())
  expect(events).toHaveLength(4)
})

test('a page can await the sign-in that the launch began', async () => {
  const phone = await signedIn()
  phone.time.sleep(2 * 3_600_000) // the session runs out
  phone.needsRenewal()
  void phone.services.resume()
  const session = phone.services.ensureSignedIn()
  expect(await outcome(phone, session)).toMatchObject({ user: { id: 'ann' } })
  expect(phone.log).toEqual(['POST /__client/login', 'POST /api/login'])
})

const EXPIRED = 'ERR_SESSION_EXPIRED'

test('steps are measured only with a listener, and do not identify the user', async () => {
  const phone = new WatchedPhone()
  const seen: Measurement[] = []
  phone.services.onMeasured((measurement) => seen.push(measurement))
  phone.asksToSignIn()
  await outcome(phone, phone.services.signIn())
  phone.backend.endSessions()
  await outcome(phone, phone.services.api.get('/api/thing/one'))
  const steps = seen.map(({ step }) => step)
  expect(steps).toEqual([
    'wx.login',
    'exchange',
    'signIn',
    'exchange',
    'wx.login',
    'exchange',
    'signIn',
    'replay',
    'call',
  ])
  const failures = seen.map(({ step, duration, ...rest }) => (duration >= 0 ? rest : step))
  expect(failures).toEqual(steps.map((_, at) => (at === 3 ? { failedWith: EXPIRED } : {})))
  phone.services.onMeasured()
  await outcome(phone, phone.services.api.get('/api/thing/one'))
  expect(seen).toHaveLength(9)
})

test('a GET that may be tried again is not, after a failure of the backend itself', async () => {
  const phone = await signedIn({ fates: [{ ...answer(1, 1), end: 'server error' }] })
  const call = phone.services.api.get('/api/thing/one', { retries: 2 })
  expect(await outcome(phone, call)).toBe('ERR_SERVER')
  expect(phone.backend.sent.get('one')).toHaveLength(1)
})

test.each(['upload', 'download'] as const)('%s tells how far it is', async (kind) => {
  const phone = await signedIn()
  const { services, simulator } = phone
  const steps: number[] = []
  const options = { onProgress: (percent: number) => steps.push(percent) }
  const call =
    kind === 'upload'
      ? services.api.upload('/api/thing/one', simulator.files.add('picture'), options)
      : services.api.download('/api/thing/one', options)
  await outcome(phone, call)
  expect(steps.at(-1)).toBe(100)
})

test.each(['README.md', 'docs/existing.md'])(
  'the calls of %s sign in, ask and upload',
  async (document) => {
    const phone = new WatchedPhone()
    const { resume, signIn, api } = phone.services
    const file = phone.simulator.files.add('picture')
    phone.asksToSignIn()
    const told: object[] = []
    const onProgress = (progress: object) => told.push(progress)
    const calls = runCode(codeBlock(document, 'await signIn()'), {
      resume,
      signIn,
      api,
      file,
      onProgress,
    })
    await outcome(phone, calls)
    expect(await calls).toBeUndefined()
    const paths = phone.log
      .map((call) => call.replace(/^\w+ /, ''))
      .filter((path) => path.startsWith('/api'))
    expect(paths).toEqual(['/api/login', '/api/orders', '/api/avatar'])
    expect(told).toHaveLength(1)
    expect(phone.wrongs).toEqual([])
  },
)
