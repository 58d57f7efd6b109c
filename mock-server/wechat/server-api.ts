import { Hono } from 'hono'
import { limitBody } from '../http/body.ts'
import { answerError } from './answer.ts'
import { addTokens } from './cgi-bin/token.ts'
import { WechatError } from './errors.ts'
import type { Platform } from './platform.ts'
import { addCode2Session } from './sns/code2session.ts'
import { addContentCheck } from './wxa/content-check.ts'
import { addPhoneNumber } from './wxa/phone-number.ts'
import { addSessionKey } from './wxa/session-key.ts'

/** Routes that take a file, and limit its size themselves. */
const UPLOADS = /\/wxa\/img_sec_check$/

/**
 * `api.weixin.qq.com`: what the developer's backend calls. Its rooms are WeChat's own: `sns`,
 * `cgi-bin`, `wxa`. Errors are HTTP 200, as WeChat's are.
 */
export function createServerApi(platform: Platform) {
  const api = new Hono()
  api.post('*', (c, next) => (UPLOADS.test(c.req.path) ? next() : limitBody(c, next)))
  api.onError((error, c) => {
    if (error instanceof WechatError) return answerError(c, error, platform.store)
    throw error
  })
  for (const add of [addCode2Session, addTokens, addPhoneNumber, addSessionKey, addContentCheck]) {
    add(api, platform)
  }
  refuseOtherMethods(api)
  return api
}

/** WeChat has errcodes of its own for a wrong method. */
function refuseOtherMethods(api: Hono) {
  const known = api.routes.filter(({ path }) => !path.endsWith('*'))
  for (const { method, path } of known) {
    api.all(path, () => {
      throw new WechatError(method === 'GET' ? 43001 : 43002)
    })
  }
}
