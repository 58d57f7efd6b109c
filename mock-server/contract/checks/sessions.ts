import { say } from '../../command-line/language.ts'
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
  check(
    {
      zh: '没有 token 或 token 已失效时，什么都不透露',
      en: 'without a token, or with a dead one, nothing is told',
    },
    async (t) => {
      for (const [method, path, body] of protectedRoutes) {
        const what = `${method} ${path}`
        const bare = await t.world.ask(method, path, body)
        t.refuses(
          'open-to-strangers',
          bare,
          401,
          'token_missing',
          say(`${what} 不带 token`, `${what} without a token`),
        )
        const dead = await t.world.ask(method, path, body, 'x'.repeat(43))
        const when = say(`${what} 带着不认识的 token`, `${what} with an unknown token`)
        t.refuses('unknown-token-taken', dead, 401, 'session_expired', when)
      }
    },
  ),

  check(
    {
      zh: '退出只结束这一个登录态，可以重复',
      en: 'signing out ends this session and no other, and may be repeated',
    },
    async (t) => {
      const user = await t.world.person()
      const [here, there] = [await t.world.signIn(user), await t.world.signIn(user)]
      for (const time of [1, 2]) {
        const answer = await t.world.ask('POST', '/api/logout', undefined, here.token)
        const says = say(
          `同一个 token 第 ${time} 次 POST /api/logout 应当应答 204，不是 ${answer.status}`,
          `POST /api/logout number ${time} with one token must be answered 204, not ${answer.status}`,
        )
        const isDone =
          answer.status === 204 || (t.world.conventions.envelope && answer.status === 200)
        t.expect('logout-status', isDone === true, says, answer)
      }
      const after = await t.world.ask('GET', '/api/session', undefined, here.token)
      t.refuses(
        'logout-ends-nothing',
        after,
        401,
        'session_expired',
        say('已退出的登录态', 'a session that was signed out'),
      )
      const other = await t.world.ask('GET', '/api/session', undefined, there.token)
      const isLeft = other.status === 200 && other.body.error === undefined
      const says = say(
        '在一部手机上退出，另一部上的登录态也结束了',
        'signing out on one phone ends the session on the other, too',
      )
      t.expect('logout-ends-all', isLeft, says, other)
    },
  ),

  check(
    {
      zh: '手机上换人登录时，前一个登录态结束',
      en: 'when somebody else signs in on the phone, the former session ends',
    },
    async (t) => {
      const former = await t.world.signIn(await t.world.person())
      await t.world.login(await t.world.code(await t.world.person()), former.token)
      const after = await t.world.ask('GET', '/api/session', undefined, former.token)
      const when = say('前一个用这部手机的人的登录态', 'the session of who had the phone before')
      t.refuses('former-session-stays', after, 401, 'session_expired', when)
    },
  ),

  check(
    {
      zh: '注销后不留登录态，再来就是新用户',
      en: 'a deleted account leaves no session, and comes back as a new user',
    },
    async (t) => {
      const user = await t.world.person()
      const [here, there] = [await t.world.signIn(user), await t.world.signIn(user)]
      const answer = await t.world.ask('DELETE', '/api/account', undefined, here.token)
      const isDone =
        answer.status === 204 || (t.world.conventions.envelope && answer.status === 200)
      const says = say(
        `DELETE /api/account 应当应答 204，不是 ${answer.status}`,
        `DELETE /api/account must be answered 204, not ${answer.status}`,
      )
      t.expect('account-not-deleted', isDone === true, says, answer)
      for (const { token } of [here, there]) {
        const after = await t.world.ask('GET', '/api/session', undefined, token)
        const when = say('已注销账号的登录态', 'a session of a deleted account')
        t.refuses('session-outlives-account', after, 401, 'session_expired', when)
      }
      const isNew = (await t.world.signIn(user)).userId !== here.userId
      t.expect(
        'account-comes-back',
        isNew,
        say(
          '注销过的人又得到了同一个 user.id',
          'who deleted the account gets the same user.id again',
        ),
      )
    },
  ),
]
