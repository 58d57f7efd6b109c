import type { SessionEvent } from '../../miniprogram/services/index'
import { answer, loginsOf, outcome, signedIn } from './acts.ts'
import { WatchedPhone } from './watched-phone.ts'

test.each<[string, unknown]>([
  [
    'throws',
    {
      abort: () => {
        throw new Error('broken')
      },
    },
  ],
  ['is missing', {}],
  ['has no object to stand on', undefined],
])('a sign-out completes where abort() %s', async (_, task) => {
  const phone = await signedIn()
  const events: SessionEvent[] = []
  phone.services.subscribe((event) => events.push(event))
  phone.wx.request = (() => task) as unknown as typeof phone.wx.request
  const calls = [1, 2, 3].map((call) => phone.services.api.get(`/api/thing/${call}`))
  await phone.time.run(phone.time.now + 5)
  phone.signsOut()
  const codes = calls.map((call) => outcome(phone, call))
  expect(await Promise.all(codes)).toEqual(calls.map(() => 'ERR_SIGNED_OUT'))
  expect(events).toEqual(['signedOut'])
})

test('signing out while signed out fires no event', () => {
  const { services } = new WatchedPhone()
  const events: SessionEvent[] = []
  services.subscribe((event) => events.push(event))
  services.signOut()
  expect(events).toEqual([])
})

test('listeners get every change once and in order, including changes that they cause', async () => {
  const phone = new WatchedPhone()
  const { services } = phone
  const heard: string[] = []
  services.subscribe((event) => {
    heard.push(`first ${event}`)
    if (event === 'signedIn') phone.signsOut()
  })
  services.subscribe((event) => heard.push(`second ${event}`))
  phone.asksToSignIn()
  await outcome(phone, services.signIn())
  expect(heard).toEqual([
    'first signedIn',
    'second signedIn',
    'first signedOut',
    'second signedOut',
  ])
})

test('listeners may come and go inside a listener', async () => {
  const phone = new WatchedPhone()
  const { services } = phone
  const heard: string[] = []
  const stop = services.subscribe(() => {
    heard.push('once')
    stop()
    stopOther()
    services.subscribe(() => heard.push('new'))
  })
  const stopOther = services.subscribe(() => heard.push('other'))
  phone.asksToSignIn()
  await outcome(phone, services.signIn())
  expect(heard).toEqual(['once'])
  phone.signsOut()
  expect(heard).toEqual(['once', 'new'])
})

test('the same function subscribed twice is two subscriptions', () => {
  const phone = new WatchedPhone()
  let count = 0
  const listener = () => void count++
  const stop = phone.services.subscribe(listener)
  phone.services.subscribe(listener)
  phone.services.rememberUser({})
  expect(count).toBe(0) // nobody is signed in
  stop()
  stop()
  phone.asksToSignIn()
  return outcome(phone, phone.services.signIn()).then(() => expect(count).toBe(1))
})

test.each([1, 3, 6])('a sign-in aborted after %s ms writes nothing', async (after) => {
  const phone = new WatchedPhone()
  phone.asksToSignIn()
  const signingIn = phone.services.signIn({ inviter: 'x' })
  await phone.time.run(phone.time.now + after)
  const wasSignedIn = phone.services.isSignedIn()
  signingIn.abort()
  await phone.time.run()
  expect(phone.services.isSignedIn()).toBe(wasSignedIn)
  if (wasSignedIn) return
  expect(await outcome(phone, signingIn)).toBe('ERR_ABORTED')
  expect(phone.stored.has('session')).toBe(false)
})

test('two pages share a sign-in: one aborts, the other is signed in', async () => {
  const phone = new WatchedPhone()
  phone.asksToSignIn()
  const [one, other] = [phone.services.signIn(), phone.services.signIn()]
  await phone.time.run(phone.time.now + 1)
  one.abort()
  expect(await outcome(phone, one)).toBe('ERR_ABORTED')
  expect(await outcome(phone, other)).toMatchObject({ user: { id: 'ann' } })
  expect(loginsOf(phone)).toBe(1)
})

test('a page that waits for an aborted sign-in gets ERR_SIGNED_OUT', async () => {
  const phone = new WatchedPhone()
  phone.asksToSignIn()
  const signingIn = phone.services.signIn({})
  signingIn.catch(() => {})
  const waiting = phone.services.ensureSignedIn()
  const call = phone.services.api.get('/api/thing/one')
  signingIn.abort()
  expect(await outcome(phone, waiting)).toBe('ERR_SIGNED_OUT')
  expect(await outcome(phone, call)).toBe('ERR_SIGNED_OUT')
})

test('a renewal that other calls wait for goes on when a page that shares it is closed', async () => {
  const phone = await signedIn({ fates: [answer(), answer(20, 20)] })
  phone.backend.endSessions()
  const call = phone.services.api.get('/api/thing/one')
  await phone.time.run(phone.time.now + 5)
  const shared = phone.services.signIn()
  shared.catch(() => {})
  shared.abort()
  expect(await outcome(phone, call)).toEqual({ who: 'ann' })
})

test('a code fetched for an aborted sign-in is never sent', async () => {
  const phone = new WatchedPhone()
  phone.asksToSignIn()
  const first = phone.services.signIn({})
  first.catch(() => {})
  await phone.time.run(phone.time.now + 1)
  first.abort()
  phone.asksToSignIn()
  const second = phone.services.signIn({})
  expect(await outcome(phone, second)).toMatchObject({ user: { id: 'ann' } })
  expect(phone.log.filter((line) => line === 'POST /api/login')).toHaveLength(1)
  expect(phone.wrongs).toEqual([])
})

test('a second signIn shares the one in progress, and counts as one caller', async () => {
  const phone = new WatchedPhone()
  const { services } = phone
  phone.asksToSignIn()
  const [first, second, third] = [1, 2, 3].map(() => services.signIn())
  first?.catch(() => {})
  first?.abort()
  first?.abort() // a page that is closed twice is no reason to end it for others
  first?.abort()
  expect(await outcome(phone, second as never)).toMatchObject({ user: { id: 'ann' } })
  expect(await outcome(phone, third as never)).toMatchObject({ user: { id: 'ann' } })
  expect(loginsOf(phone)).toBe(1)
})

test('a page’s calls end when it is closed, and its own handler still runs', async () => {
  const phone = await signedIn({ fates: [answer(20, 20)] })
  const closed: string[] = []
  const page = {
    name: 'orders',
    onUnload: function onUnload(this: { name: string }) {
      closed.push(this.name)
    },
  }
  const own = phone.services.apiOf(page)
  const elsewhere = phone.services.api.get('/api/thing/other')
  const call = own.get('/api/thing/one')
  page.onUnload()
  expect(closed).toEqual(['orders'])
  expect(await outcome(phone, call)).toBe('ERR_ABORTED')
  expect(await outcome(phone, own.get('/api/thing/two'))).toBe('ERR_ABORTED')
  expect(await outcome(phone, elsewhere)).toEqual({ who: 'ann' })
  expect(phone.backend.sent.has('two')).toBe(false)
})
