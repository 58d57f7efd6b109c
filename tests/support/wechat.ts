import { defaultApp } from '../../mock-server/wechat/apps.ts'
import { ORIGIN } from './server.ts'

/** A body of WeChat's. */
export type WechatAnswer = Record<string, unknown> & { errcode?: number; errmsg?: string }

/** A call of WeChat's server API as a backend makes it: errors too are HTTP 200. */
export async function askWechat(method: string, path: string, body?: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const init = body === undefined ? { method } : { method, body: text }
  const response = await fetch(`${ORIGIN}/api.weixin.qq.com${path}`, init)
  expect(response.status).toBe(200)
  return JSON.parse(await response.text()) as WechatAnswer
}

/** Asks for a stable token. */
export const stableToken = (more: object = {}) =>
  askWechat('POST', '/cgi-bin/stable_token', {
    grant_type: 'client_credential',
    ...defaultApp,
    ...more,
  })

/** Asks for a plain token. */
export const plainToken = (app: { appid: string; secret: string } = defaultApp) =>
  askWechat(
    'GET',
    `/cgi-bin/token?grant_type=client_credential&appid=${app.appid}&secret=${app.secret}`,
  )

/** A call under `/wxa` with a good token. */
export async function askOpen(method: string, path: string, body?: unknown, query = '') {
  const { access_token } = await stableToken()
  return askWechat(method, `${path}?access_token=${access_token as string}${query}`, body)
}
