import { say } from '../../command-line/language.ts'
import { check, type Case, type Check } from '../findings.ts'
import type { Answer } from '../answer.ts'

/** Checks of what a backend does with WeChat's answers. */
export const wechatChecks: readonly Check[] = [
  check(
    { zh: '微信的拒绝变成错误表里的错误', en: "WeChat's refusals become errors of the list" },
    async (t) => {
      const blocked = await t.world.person({ blocked: true })
      const answer = await t.world.login(await t.world.code(blocked))
      t.refuses(
        'blocked-user',
        answer,
        403,
        'user_blocked',
        say('被微信拦截的用户（40226）', 'a person WeChat blocks (40226)'),
      )
      const many = await signInDuring(t, { errcode: 45011 })
      const isRefused = t.refuses(
        'rate-limit',
        many,
        429,
        'wechat_rate_limited',
        say('微信的 45011', 'WeChat’s 45011'),
      )
      if (!isRefused || many.status !== 429) return
      const says = say(
        '429 没有用 Retry-After 说什么时候再来',
        'a 429 does not say in Retry-After when to come again',
      )
      t.expect('no-retry-after', many.headers.has('retry-after'), says, many)
    },
  ),

  check(
    {
      zh: '微信繁忙（-1）时再问一次，或如实说繁忙',
      en: 'a busy WeChat (-1) is asked again, or told to be busy',
    },
    async (t) => {
      const answer = await signInDuring(t, { errcode: -1 })
      if (t.world.sessionIn(answer)) return
      const says = say(
        '微信的 errcode -1 是“繁忙”：再问一次，或应答 503 wechat_busy',
        'WeChat’s errcode -1 means "busy": ask once more, or answer 503 wechat_busy',
      )
      const { error } = answer.body
      const isTold = t.world.conventions.refusesWith200 || answer.status === 503
      const isNamed = t.world.conventions.hasOtherErrors || error?.code === 'wechat_busy'
      t.expect('busy-not-told', isTold && isNamed, says, answer)
    },
  ),

  check(
    {
      zh: '连不上微信不算后端自己的故障',
      en: 'a WeChat that is not reached is no failure of the backend',
    },
    async (t) => {
      const answer = await signInDuring(t, { drop: true })
      if (t.world.sessionIn(answer)) return // it asked once more
      if (t.world.conventions.refusesWith200 && answer.body.error !== undefined) return
      const isRight = [502, 503, 504].includes(answer.status)
      const says = say(
        `连不上微信时，登录应当应答 502 wechat_unreachable，不是 ${answer.status}`,
        `with WeChat out of reach, a sign-in must be answered 502 wechat_unreachable, not ${answer.status}`,
      )
      const help = say(
        '请接住 HTTP 客户端抛出的错误：手机可以稍后再试。',
        'Catch what your HTTP client throws: the phone may try again later.',
      )
      t.expect('unreachable-is-500', isRight, says, answer, help)
    },
  ),

  ...[40001, 42001].map((errcode) =>
    check(
      {
        zh: `微信拒绝的 access_token（${errcode}）会重新获取`,
        en: `an access_token that WeChat refuses (${errcode}) is got anew`,
      },
      async (t) => {
        const user = await t.world.person()
        const { token } = await t.world.signIn(user)
        const { code } = await t.world.fake('/__client/phone-code', { user })
        await t.world.fake('/__mock/faults', { target: 'getuserphonenumber', errcode, times: 1 })
        const answer = await t.world.ask('POST', '/api/phone', { code }, token)
        await t.world.fake('/__mock/scenarios/all-well')
        const says = say(
          `微信拒绝了一次 access_token（${errcode}），后端没有重新获取`,
          `WeChat refused the access_token once (${errcode}), and it was not got anew`,
        )
        const help = say(
          '请从 /cgi-bin/stable_token 取新的再问一次；code 仍然有效。',
          'Get a new one from /cgi-bin/stable_token and ask once more; the code is still good.',
        )
        const isBound = answer.status === 200 && typeof answer.body.phoneNumber === 'string'
        // It asked for a new one: WeChat gives one by force in half a minute, and twenty a day.
        const isAsked = answer.status === 429
        t.expect('token-not-renewed', isBound || isAsked, says, answer, help)
      },
    ),
  ),
]

/** A sign-in with a good code, of which WeChat's answer is this fault, once. */
async function signInDuring(t: Case, fault: object): Promise<Answer> {
  const code = await t.world.code(await t.world.person())
  await t.world.fake('/__mock/faults', { target: 'jscode2session', times: 1, ...fault })
  try {
    return await t.world.login(code)
  } finally {
    await t.world.fake('/__mock/scenarios/all-well') // leaves none for the next check
  }
}
