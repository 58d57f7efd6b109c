import { say } from '../../command-line/language.ts'
import { check, type Check } from '../findings.ts'

/** Names of what belongs to WeChat and the server, and what it is called in a finding. */
const NAMES: [cause: string, name: RegExp, what: string][] = [
  ['session-key-shown', /session_?key/i, 'session_key'],
  ['secret-shown', /app_?secret|"secret"/i, 'app secret'],
  ['access-token-shown', /"access_token"/i, 'access_token'],
  ['openid-shown', /"open_?id"/i, 'openid'],
  ['unionid-shown', /"union_?id"/i, 'unionid'],
]

/** Sixteen bytes in base64, as a session_key is. */
const KEY = /"[A-Za-z\d+/]{22}=="/

/** The last check: it looks at all that was answered in the others. */
export const secretChecks: readonly Check[] = [
  check(
    { zh: '属于微信的东西留在服务器上', en: "what is WeChat's stays on the server" },
    async (t) => {
      const openids = await t.world.openids()
      const tokenName = t.world.conventions.tokenName === 'access_token' ? 'access-token-shown' : ''
      for (const answer of t.world.answers) {
        const all = `${answer.text} ${[...answer.headers].map((pair) => pair.join()).join(' ')}`
        for (const [cause, name, what] of NAMES) {
          const isClean = cause === tokenName || !name.test(all)
          t.expect(cause, isClean, say(`应答里有 ${what}`, `an answer shows ${what}`), answer)
        }
        t.expect(
          'session-key-shown',
          !KEY.test(all),
          say('应答里有像 session_key 的东西', 'an answer shows what looks like a session_key'),
          answer,
        )
        const isShown = openids.some((openid) => all.includes(openid))
        t.expect(
          'openid-shown',
          !isShown,
          say('应答里有 openid，不管叫什么名字', 'an answer shows an openid, under whatever name'),
          answer,
        )
        const help = say('显示成 138****8000。', 'Show it as 138****8000.')
        t.expect(
          'phone-shown',
          !all.includes('13800138000'),
          say('应答里有完整的手机号', 'an answer shows a whole phone number'),
          answer,
          help,
        )
      }
    },
  ),
]
