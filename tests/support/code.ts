import { defaultApp } from '../../mock-server/wechat/apps.ts'
import { ORIGIN } from './server.ts'

/** WeChat's answer to a code2Session request with these parameters; `undefined` leaves one out. */
export async function code2Session(parameters: Record<string, string | undefined>) {
  const query = new URLSearchParams({ grant_type: 'authorization_code' })
  const given = { appid: defaultApp.appid, secret: defaultApp.secret, ...parameters }
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) query.delete(name)
    else query.set(name, value)
  }
  return fetch(`${ORIGIN}/api.weixin.qq.com/sns/jscode2session?${query}`)
}

/** Uses a code up, as some backend would. */
export async function spend(code: string) {
  const answer = JSON.parse(await (await code2Session({ js_code: code })).text()) as object
  if (!('openid' in answer)) throw new Error(`The code can't be spent: ${JSON.stringify(answer)}`)
}
