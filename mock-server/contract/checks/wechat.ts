import { check, type Case, type Check } from '../findings.ts'
import type { Answer } from '../answer.ts'

/** Checks of what a backend does with WeChat's answers. */
export const wechatChecks: readonly Check[] = [
  check("WeChat's refusals become errors of the list", async (t) => {
    const blocked = await t.world.person({ blocked: true })
    const answer = await t.world.login(await t.world.code(blocked))
    t.refuses('blocked-user', answer, 403, 'user_blocked', 'a person WeChat blocks (40226)')
    const many = await signInDuring(t, { errcode: 45011 })
    const isRefused = t.refuses('rate-limit', many, 429, 'wechat_rate_limited', 'WeChat’s 45011')
    if (!isRefused || many.status !== 429) return
    const says = 'a 429 does not say in Retry-After when to come again'
    t.expect('no-retry-after', many.headers.has('retry-after'), says, many)
  }),

  check('a busy WeChat (-1) is asked again, or told to be busy', async (t) => {
    const answer = await signInDuring(t, { errcode: -1 })
    if (t.world.sessionIn(answer)) return
    const says = 'WeChat’s errcode -1 means "busy": ask once more, or answer 503 wechat_busy'
    const { error } = answer.body
    const isTold = t.world.habits.refusesWith200 || answer.status === 503
    const isNamed = t.world.habits.hasOtherErrors || error?.code === 'wechat_busy'
    t.expect('busy-not-told', isTold && isNamed, says, answer)
  }),

  check('a WeChat that is not reached is no failure of the backend', async (t) => {
    const answer = await signInDuring(t, { drop: true })
    if (t.world.sessionIn(answer)) return // it asked once more
    if (t.world.habits.refusesWith200 && answer.body.error !== undefined) return
    const isRight = [502, 503, 504].includes(answer.status)
    const says = `with WeChat out of reach, a sign-in must be answered 502 wechat_unreachable, not ${answer.status}`
    const help = 'Catch what your HTTP client throws: the phone may try again later.'
    t.expect('unreachable-is-500', isRight, says, answer, help)
  }),

  ...[40001, 42001].map((errcode) =>
    check(`an access_token that WeChat refuses (${errcode}) is got anew`, async (t) => {
      const user = await t.world.person()
      const { token } = await t.world.signIn(user)
      const { code } = await t.world.fake('/__client/phone-code', { user })
      await t.world.fake('/__mock/faults', { target: 'getuserphonenumber', errcode, times: 1 })
      const answer = await t.world.ask('POST', '/api/phone', { code }, token)
      await t.world.fake('/__mock/scenarios/all-well')
      const says = `WeChat refused the access_token once (${errcode}), and it was not got anew`
      const help =
        'Get a new one from /cgi-bin/stable_token and ask once more; the code is still good.'
      const isBound = answer.status === 200 && typeof answer.body.phoneNumber === 'string'
      // It asked for a new one: WeChat gives one by force in half a minute, and twenty a day.
      const isAsked = answer.status === 429
      t.expect('token-not-renewed', isBound || isAsked, says, answer, help)
    }),
  ),
]

/** A sign-in with a good code, of which WeChat's answer is this fault, once. */
async function signInDuring(t: Case, fault: object): Promise<Answer> {
  const code = await t.world.code(await t.world.person())
  await t.world.fake('/__mock/faults', { target: 'jscode2session', times: 1, ...fault })
  try {
    return await t.world.login(code)
  } finally {
    await t.world.fake('/__mock/scenarios/all-well') // one that was not met must not wait for others
  }
}
