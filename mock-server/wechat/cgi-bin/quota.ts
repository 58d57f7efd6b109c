import type { Hono } from 'hono'
import { z } from 'zod'
import { answer, OK } from '../answer.ts'
import { findApp, isSecretOf } from '../apps.ts'
import { WechatError } from '../errors.ts'
import { readJsonBody } from '../json-body.ts'
import { authorize, type Platform } from '../platform.ts'

const ClearRequest = z.object({ appid: z.string().default('') })
const ClearBySecret = ClearRequest.extend({ appsecret: z.string().default('') })
const QuotaRequest = z.object({ cgi_path: z.string().default('') })

/** The answer for a route without a limit of its own. */
const NO_LIMIT = 1_000_000
const CLEARED_PER_MONTH = 10
const MONTH_MS = 30 * 24 * 3600_000

/** The calls an app has left. */
export function addQuota(api: Hono, platform: Platform, isRoute: (path: string) => boolean) {
  const { store, quotas } = platform
  const cleared = new Map<string, number[]>()

  /** @throws WechatError 48006 after ten times a month */
  const clear = (appid: string) => {
    const since = store.clock.now() - MONTH_MS
    const lately = (cleared.get(appid) ?? []).filter((at) => at > since)
    if (lately.length >= CLEARED_PER_MONTH) throw new WechatError(48006)
    cleared.set(appid, [...lately, store.clock.now()])
    quotas.clear(appid)
  }

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/openApi-mgnt/clearQuota.html
  api.post('/cgi-bin/clear_quota', async (c) => {
    const appid = authorize(platform, c, 'clear_quota')
    const request = await readJsonBody(c, ClearRequest)
    if (request.appid !== appid) throw new WechatError(40013)
    clear(appid)
    return answer(c, OK)
  })

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/openApi-mgnt/clearQuotaByAppSecret.html
  api.post('/cgi-bin/clear_quota/v2', async (c) => {
    // The documentation's example has them in the query.
    const given = c.req.query('appid') ? c.req.query() : await readJsonBody(c, ClearBySecret)
    const app = findApp(store, given.appid ?? '')
    if (!app) throw new WechatError(40013)
    if (!isSecretOf(app, given.appsecret ?? '')) throw new WechatError(40125)
    clear(app.appid)
    return answer(c, OK)
  })

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/openApi-mgnt/getApiQuota.html
  api.post('/cgi-bin/openapi/quota/get', async (c) => {
    const appid = authorize(platform, c, 'quota_get')
    const { cgi_path: path } = await readJsonBody(c, QuotaRequest)
    if (path.startsWith('/sns/')) throw new WechatError(76022)
    if (!isRoute(path)) throw new WechatError(76021)
    const { used, perDay = NO_LIMIT, perMinute } = quotas.usage(path.split('/').at(-1) ?? '', appid)
    return answer(c, {
      ...OK,
      quota: { daily_limit: perDay, used, remain: Math.max(0, perDay - used) },
      ...(perMinute !== undefined && {
        rate_limit: { call_count: perMinute, refresh_second: 60 },
      }),
    })
  })

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/openApi-mgnt/getApiDomainIp.html
  api.get('/cgi-bin/get_api_domain_ip', (c) => {
    authorize(platform, c, 'get_api_domain_ip')
    return answer(c, { ip_list: ['127.0.0.1'] }) // where this api.weixin.qq.com is
  })
}
