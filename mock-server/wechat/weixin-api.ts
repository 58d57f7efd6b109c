import { Hono } from 'hono'
import { limitBody } from '../http/body.ts'
import { answerError } from './answer.ts'
import { addQuota } from './cgi-bin/quota.ts'
import { addSubscribeMessage } from './cgi-bin/subscribe-message.ts'
import { addTokens } from './cgi-bin/token.ts'
import { WechatError } from './errors.ts'
import type { Platform } from './platform.ts'
import { signedCalls } from './security/signed-calls.ts'
import { addCode2Session } from './sns/code2session.ts'
import { addComponent } from './sns/component.ts'
import { addCodes } from './wxa/codes.ts'
import { addContentCheck } from './wxa/content-check.ts'
import { addIdentity } from './wxa/identity.ts'
import { addLinks } from './wxa/links.ts'
import { addPhoneNumber } from './wxa/phone-number.ts'
import { addSessionKey } from './wxa/session-key.ts'

const rooms = [
  addCode2Session,
  addComponent,
  addTokens,
  addPhoneNumber,
  addSessionKey,
  addContentCheck,
  addSubscribeMessage,
  addCodes,
  addLinks,
  addIdentity,
]

/** Routes that take a file, and limit its size themselves. */
const UPLOADS = /\/wxa\/img_sec_check$/

/**
 * `api.weixin.qq.com`: what the developer's backend calls. Its folders are WeChat's own paths: `sns`,
 * `cgi-bin`, `wxa`. Errors are HTTP 200, as WeChat's are.
 */
export function createWeixinApi(platform: Platform) {
  const api = new Hono()
  api.post('*', (c, next) => (UPLOADS.test(c.req.path) ? next() : limitBody(c, next)))
  api.onError((error, c) => {
    if (error instanceof WechatError) return answerError(c, error, platform.store)
    throw error
  })
  api.post('*', signedCalls(platform.store))
  for (const add of rooms) add(api, platform)
  addQuota(api, platform, (path) => api.routes.some((route) => route.path === path))
  refuseOtherMethods(api)
  return api
}

/** WeChat has its own errcodes for a wrong method. */
function refuseOtherMethods(api: Hono) {
  const known = api.routes.filter(({ path }) => !path.endsWith('*'))
  for (const { method, path } of known) {
    api.all(path, () => {
      throw new WechatError(method === 'GET' ? 43001 : 43002)
    })
  }
}
