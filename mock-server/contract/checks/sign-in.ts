import { say } from '../../command-line/language.ts'
import { check, type Case, type Check } from '../findings.ts'
import type { Answer } from '../answer.ts'

const DAY_SECONDS = 24 * 3600
/** No session lasts longer; seven days in milliseconds are nineteen years in seconds. */
const LONGEST_SECONDS = 400 * DAY_SECONDS

/** Signing in, and codes that are refused. */
export const signInChecks: readonly Check[] = [
  check(
    {
      zh: 'code 换来登录态，登录态说得出是谁',
      en: 'a code becomes a session that tells who is signed in',
    },
    async (t) => {
      const { token, userId } = await t.world.signIn(await t.world.person())
      const answer = await t.world.ask('GET', '/api/session', undefined, token)
      const isThere = answer.status === 200
      t.need(
        'no-session-route',
        isThere,
        say(
          'GET /api/session 带着新 token，应答不是 200',
          'GET /api/session with a new token is not 200',
        ),
        answer,
      )
      const { id } = (answer.body.user ?? {}) as { id?: unknown }
      const says = say(
        'GET /api/session 说的用户和登录时不是同一个',
        'GET /api/session names another user than the sign-in did',
      )
      t.expect('session-of-another', String(id) === userId, says, answer)
    },
  ),

  check(
    { zh: 'expiresIn 是剩余的秒数', en: 'expiresIn is the seconds that are left' },
    async (t) => {
      const code = await t.world.code(await t.world.person())
      const login = await t.world.login(code)
      expectSeconds(t, login)
      const token = t.world.sessionIn(login)?.token
      expectSeconds(t, await t.world.ask('GET', '/api/session', undefined, token))
    },
  ),

  check(
    {
      zh: '同一个人是同一个用户，不同的人是不同的用户',
      en: 'the same person is the same user, another person is another',
    },
    async (t) => {
      const { world } = t
      const [ann, mei] = [await world.person(), await world.person()]
      const first = await world.signIn(ann)
      const again = await world.signIn(ann)
      const other = await world.signIn(mei)
      const isSame = first.userId === again.userId
      t.expect(
        'user-per-sign-in',
        isSame,
        say(
          '同一个人登录两次，得到两个不同的 user.id',
          'two sign-ins of one person give two different user.ids',
        ),
      )
      const isOther = first.userId !== other.userId
      t.expect(
        'users-mixed-up',
        isOther,
        say('两个不同的人得到同一个 user.id', 'two different people get the same user.id'),
      )
      const tokens = new Set([first.token, again.token, other.token])
      t.expect(
        'token-shared',
        tokens.size === 3,
        say('两次登录给了同一个 token', 'two sign-ins give the same token'),
      )
    },
  ),

  check(
    {
      zh: '一个 code 只能用一次，同时来两次也一样',
      en: 'a code works once, also when it comes twice at the same time',
    },
    async (t) => {
      const code = await t.world.code(await t.world.person())
      const both = await Promise.all([1, 2].map(() => t.world.login(code)))
      const good = both.filter((answer) => t.world.sessionIn(answer))
      const says = say(
        `同一个 code 同时登录两次，成功了 ${good.length} 次，应当只有一次`,
        `of two sign-ins with one code at the same time ${good.length} succeed, not one`,
      )
      t.expect('code-works-twice', good.length === 1, says, good[1] ?? both[0])
      const late = await t.world.login(code)
      t.refuses(
        'code-works-twice',
        late,
        401,
        'code_used',
        say('用过的 code', 'a code that was used'),
      )
    },
  ),

  check({ zh: '一个 code 只发给微信一次', en: 'a code is sent to WeChat once' }, async (t) => {
    const code = await t.world.code(await t.world.person())
    const answer = await t.world.login(code)
    const times = await t.world.timesSent(code)
    const says = say(
      `一次登录把 code 发给微信 ${times} 次；第二次它已经用掉了`,
      `one sign-in sends the code to WeChat ${times} times; the second time it is used up`,
    )
    t.expect('code-sent-twice', times <= 1, says, answer)
  }),

  check({ zh: '不是登录 code 的被拒绝', en: 'a code that is none is refused' }, async (t) => {
    const { code = '' } = await t.world.fake('/__client/phone-code', {
      user: await t.world.person(),
    })
    const when = say('把手机号 code 当登录 code 发来', 'a phone code sent as login code')
    t.refuses('code-not-checked', await t.world.login(code), 401, 'code_invalid', when)
  }),
]

function expectSeconds(t: Case, answer: Answer) {
  const { expiresIn } = answer.body
  const given = JSON.stringify(expiresIn) ?? 'nothing'
  if (typeof expiresIn !== 'number' || !(expiresIn > 0)) {
    t.fault(
      'expires-in',
      say(
        `expiresIn 要是剩余的秒数，不能是 ${given}`,
        `expiresIn must be the seconds that are left, not ${given}`,
      ),
      answer,
    )
  } else if (expiresIn > LONGEST_SECONDS) {
    const days = Math.round(expiresIn / DAY_SECONDS)
    const isDate = Math.abs(expiresIn - Date.now() / 1000) < 10 * 365 * DAY_SECONDS
    const isDateMs = Math.abs(expiresIn - Date.now()) < 10 * 365 * DAY_SECONDS * 1000
    const guess =
      isDate || isDateMs ? say('一个时间点', 'a point in time') : say('毫秒', 'milliseconds')
    const says = say(
      `expiresIn 是 ${given}，按秒算有 ${days} 天：看起来像${guess}`,
      `expiresIn is ${given}, in seconds ${days} days: it looks like ${guess}`,
    )
    t.fault(
      'expires-in',
      says,
      answer,
      say('请给出从现在到登录态结束的秒数。', 'Send the seconds from now until the session ends.'),
    )
  }
}
