import { check, type Check } from '../findings.ts'

const protectedRoutes: [method: string, path: string, body?: object][] = [
  ['GET', '/api/session'],
  ['GET', '/api/profile'],
  ['PUT', '/api/profile', { nickName: 'x' }],
  ['POST', '/api/phone', { code: 'x' }],
  ['DELETE', '/api/account'],
]

/** Sessions: their end, and the end of the account. */
export const sessionChecks: readonly Check[] = [
  check('without a token, or with a dead one, nothing is told', async (t) => {
    for (const [method, path, body] of protectedRoutes) {
      const what = `${method} ${path}`
      const bare = await t.world.ask(method, path, body)
      t.refuses('open-to-strangers', bare, 401, 'token_missing', `${what} without a token`)
      const dead = await t.world.ask(method, path, body, 'x'.repeat(43))
      const when = `${what} with an unknown token`
      t.refuses('unknown-token-taken', dead, 401, 'session_expired', when)
    }
  }),

  check('signing out ends this session and no other, and may be repeated', async (t) => {
    const user = await t.world.person()
    const [here, there] = [await t.world.signIn(user), await t.world.signIn(user)]
    for (const time of ['first', 'second']) {
      const answer = await t.world.ask('POST', '/api/logout', undefined, here.token)
      const says = `the ${time} POST /api/logout with one token must be answered 204, not ${answer.status}`
      const isDone = answer.status === 204 || (t.world.habits.envelope && answer.status === 200)
      t.expect('logout-status', isDone === true, says, answer)
    }
    const after = await t.world.ask('GET', '/api/session', undefined, here.token)
    t.refuses('logout-ends-nothing', after, 401, 'session_expired', 'a session that was signed out')
    const other = await t.world.ask('GET', '/api/session', undefined, there.token)
    const isLeft = other.status === 200 && other.body.error === undefined
    const says = 'signing out on one phone ends the session on the other, too'
    t.expect('logout-ends-all', isLeft, says, other)
  }),

  check('when somebody else signs in on the phone, the former session ends', async (t) => {
    const former = await t.world.signIn(await t.world.person())
    await t.world.login(await t.world.code(await t.world.person()), former.token)
    const after = await t.world.ask('GET', '/api/session', undefined, former.token)
    const when = 'the session of who had the phone before'
    t.refuses('former-session-stays', after, 401, 'session_expired', when)
  }),

  check('a deleted account leaves no session, and comes back as a new user', async (t) => {
    const user = await t.world.person()
    const [here, there] = [await t.world.signIn(user), await t.world.signIn(user)]
    const answer = await t.world.ask('DELETE', '/api/account', undefined, here.token)
    const isDone = answer.status === 204 || (t.world.habits.envelope && answer.status === 200)
    const says = `DELETE /api/account must be answered 204, not ${answer.status}`
    t.expect('account-not-deleted', isDone === true, says, answer)
    for (const { token } of [here, there]) {
      const after = await t.world.ask('GET', '/api/session', undefined, token)
      const when = 'a session of a deleted account'
      t.refuses('session-outlives-account', after, 401, 'session_expired', when)
    }
    const isNew = (await t.world.signIn(user)).userId !== here.userId
    t.expect('account-comes-back', isNew, 'who deleted the account gets the same user.id again')
  }),
]
