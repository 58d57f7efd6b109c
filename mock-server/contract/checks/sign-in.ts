import { check, type Case, type Check } from '../findings.ts'
import type { Answer } from '../answer.ts'

const DAY_SECONDS = 24 * 3600
/** No session lasts longer; seven days in milliseconds are nineteen years in seconds. */
const LONGEST_SECONDS = 400 * DAY_SECONDS

/** Signing in, and codes that are refused. */
export const signInChecks: readonly Check[] = [
  check('a code becomes a session that tells who is signed in', async (t) => {
    const { token, userId } = await t.world.signIn(await t.world.person())
    const answer = await t.world.ask('GET', '/api/session', undefined, token)
    const isThere = answer.status === 200
    t.need('no-session-route', isThere, 'GET /api/session with a new token is not 200', answer)
    const { id } = (answer.body.user ?? {}) as { id?: unknown }
    const says = 'GET /api/session names another user than the sign-in did'
    t.expect('session-of-another', String(id) === userId, says, answer)
  }),

  check('expiresIn is the seconds that are left', async (t) => {
    const code = await t.world.code(await t.world.person())
    const login = await t.world.login(code)
    expectSeconds(t, login)
    const token = t.world.sessionIn(login)?.token
    expectSeconds(t, await t.world.ask('GET', '/api/session', undefined, token))
  }),

  check('the same person is the same user, another person is another', async (t) => {
    const { world } = t
    const [ann, mei] = [await world.person(), await world.person()]
    const first = await world.signIn(ann)
    const again = await world.signIn(ann)
    const other = await world.signIn(mei)
    const isSame = first.userId === again.userId
    t.expect('user-per-sign-in', isSame, 'two sign-ins of one person give two different user.ids')
    const isOther = first.userId !== other.userId
    t.expect('users-mixed-up', isOther, 'two different people get the same user.id')
    const tokens = new Set([first.token, again.token, other.token])
    t.expect('token-shared', tokens.size === 3, 'two sign-ins give the same token')
  }),

  check('a code works once, also when it comes twice at the same time', async (t) => {
    const code = await t.world.code(await t.world.person())
    const both = await Promise.all([1, 2].map(() => t.world.login(code)))
    const good = both.filter((answer) => t.world.sessionIn(answer))
    const says = `of two sign-ins with one code at the same time ${good.length} succeed, not one`
    t.expect('code-works-twice', good.length === 1, says, good[1] ?? both[0])
    const late = await t.world.login(code)
    t.refuses('code-works-twice', late, 401, 'code_used', 'a code that was used')
  }),

  check('a code is sent to WeChat once', async (t) => {
    const code = await t.world.code(await t.world.person())
    const answer = await t.world.login(code)
    const times = await t.world.timesSent(code)
    const says = `one sign-in sends the code to WeChat ${times} times; the second time it is used up`
    t.expect('code-sent-twice', times <= 1, says, answer)
  }),

  check('a code that is none is refused', async (t) => {
    const { code = '' } = await t.world.fake('/__client/phone-code', {
      user: await t.world.person(),
    })
    const when = 'a phone code sent as login code'
    t.refuses('code-not-checked', await t.world.login(code), 401, 'code_invalid', when)
  }),
]

function expectSeconds(t: Case, answer: Answer) {
  const { expiresIn } = answer.body
  const given = JSON.stringify(expiresIn) ?? 'nothing'
  if (typeof expiresIn !== 'number' || !(expiresIn > 0)) {
    t.fault('expires-in', `expiresIn must be the seconds that are left, not ${given}`, answer)
  } else if (expiresIn > LONGEST_SECONDS) {
    const days = Math.round(expiresIn / DAY_SECONDS)
    const isDate = Math.abs(expiresIn - Date.now() / 1000) < 10 * 365 * DAY_SECONDS
    const isDateMs = Math.abs(expiresIn - Date.now()) < 10 * 365 * DAY_SECONDS * 1000
    const guess = isDate || isDateMs ? 'a point in time' : 'milliseconds'
    const says = `expiresIn is ${given}, in seconds ${days} days: it looks like ${guess}`
    t.fault('expires-in', says, answer, 'Send the seconds from now until the session ends.')
  }
}
