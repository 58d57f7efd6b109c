/** The services as old phones run them: compiled to ES5, with promises made of timers. */
import * as fc from 'fast-check'
import { outcome, signedIn } from './acts.ts'
import type { Compiler } from './es5.ts'
import { WatchedPhone } from './watched-phone.ts'
import { play, startCall } from './play.ts'
import { kinds, schedules, type Schedule } from './schedule.ts'
import { RUNS } from '../support/runs.ts'

const FEWER = Math.ceil(RUNS / 20)
jest.setTimeout(60_000 + FEWER * 200)

fc.configureGlobal({ endOnFailure: process.env.MUTATION !== undefined })

const compilers: Compiler[] = ['devtools', 'typescript']

test.each(compilers)('the promises hold on old phones, compiled as %s does', (compiler) =>
  fc.assert(
    fc.asyncProperty(schedules, async (schedule) => {
      expect(await play(schedule, compiler)).toEqual([])
    }),
    { numRuns: FEWER },
  ),
)

// Found at random: between two promises, a renewal had not come to its `wx.login` when the user left.
test('signing out stops a renewal that is about to ask WeChat', async () => {
  const call = { after: 1, action: { do: 'call', kind: 'get' } } as const
  const schedule: Schedule = {
    start: 'refused',
    steps: [call, call, { after: 29, action: { do: 'sign out' } }, call],
    fates: [
      { there: 1, back: 31, end: 'answer' },
      { there: 20, back: 5, end: 'answer' },
    ],
    callsTwice: false,
  }
  expect(await play(schedule, 'devtools')).toEqual([])
})

test.each(compilers)('an error is what it is, compiled as %s does', async (compiler) => {
  const phone = new WatchedPhone({ compiler })
  const { ServiceError, api } = phone.services
  phone.wx.request = (({ success }: { success: (result: object) => void }) => {
    const data = { error: { code: 'user_blocked' } }
    success({ statusCode: 403, data, header: { 'retry-after': '9' } })
  }) as unknown as typeof phone.wx.request
  const call = api.get('/api/thing/one', { role: 'public' })
  let error: unknown
  call.catch((reason) => (error = reason))
  await phone.time.run(phone.time.now + 1000)
  expect(error instanceof ServiceError).toBe(true)
  expect(error).toMatchObject({
    name: 'ServiceError',
    code: 'ERR_USER_BLOCKED',
    serverCode: 'user_blocked',
    retryAfter: 9,
  })
})

test.each(kinds)('%s renews and is answered on an old phone', async (kind) => {
  const phone = await signedIn({ compiler: 'devtools' })
  phone.backend.endSessions()
  const got = await outcome(phone, startCall(phone, kind, 'one'))
  expect(typeof got === 'string' ? got.slice(0, 7) : got).toEqual(
    kind === 'download' ? 'wxfile:' : { who: 'ann' },
  )
})

test('`finally` and `catch` of a call work as those of a promise', async () => {
  const phone = await signedIn({ compiler: 'typescript' })
  const said: string[] = []
  const good = phone.services.api.get('/api/thing/one').finally(() => void said.push('done'))
  expect(await outcome(phone, good)).toEqual({ who: 'ann' })
  const bad = phone.services.api.get('no path').finally(() => void said.push('done'))
  expect(await outcome(phone, bad)).toBe('ERR_USAGE')
  expect(said).toEqual(['done', 'done'])
})
