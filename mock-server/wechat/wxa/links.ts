import { LINKS_PREFIX } from '../../routes.ts'
import type { Hono } from 'hono'
import { z } from 'zod'
import { answer, OK } from '../answer.ts'
import { WechatError } from '../errors.ts'
import { readJsonBody } from '../json-body.ts'
import { makeLink, SCENES, type LinkTarget } from '../links.ts'
import { isKnownPage } from '../pages.ts'
import { authorize, type Platform } from '../platform.ts'

const Target = {
  path: z.string().default(''),
  query: z.string().default(''),
  env_version: z.string().default('release'),
}

const Expiry = {
  expire_type: z.number().default(0),
  expire_time: z.number().optional(),
  expire_interval: z.number().optional(),
}

const SchemeRequest = z.object({
  jump_wxa: z.object(Target).default({ path: '', query: '', env_version: 'release' }),
  is_expire: z.boolean().default(false),
  ...Expiry,
})

const UrlLinkRequest = z.object({ ...Target, ...Expiry, is_expire: z.boolean().default(true) })

const DAY_S = 24 * 3600
const LONGEST_S = 30 * DAY_S

/** Links from outside of WeChat: each leads to the preview, at that page. */
export function addLinks(api: Hono, platform: Platform) {
  const { store, openOrigin } = platform

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/url-scheme/generateScheme.html
  api.post('/wxa/generatescheme', async (c) => {
    const appid = authorize(platform, c, 'generatescheme')
    const { jump_wxa: given, ...rest } = await readJsonBody(c, SchemeRequest)
    const target = readTarget(platform, appid, given, SCENES.scheme)
    const ticket = makeLink(store, appid, target, expiry(platform, rest, false))
    // No browser opens a scheme that is not installed: /wxaurl.cn/TICKET leads to the same page.
    return answer(c, { ...OK, openlink: `weixin://dl/business/?t=${ticket}` })
  })

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/url-link/generateUrlLink.html
  api.post('/wxa/generate_urllink', async (c) => {
    const appid = authorize(platform, c, 'generate_urllink')
    const request = await readJsonBody(c, UrlLinkRequest)
    const target = readTarget(platform, appid, request, SCENES.urlLink)
    const ticket = makeLink(store, appid, target, expiry(platform, request, true))
    return answer(c, { ...OK, url_link: `${openOrigin()}${LINKS_PREFIX}/${ticket}` })
  })
}

/** @throws WechatError 40165 path; 40212 query; 85402 env_version */
function readTarget(
  { store }: Platform,
  appid: string,
  { path, query, env_version: envVersion }: { path: string; query: string; env_version: string },
  scene: number,
): LinkTarget {
  if (path.includes('?') || (path !== '' && !isKnownPage(store, appid, path))) {
    throw new WechatError(40165)
  }
  if (query.length > 1024 || !/^[\w!#$&'()*+,/:;=?@.~%`-]*$/.test(query)) {
    throw new WechatError(40212)
  }
  if (envVersion !== 'release' && envVersion !== 'trial' && envVersion !== 'develop') {
    throw new WechatError(85402)
  }
  return { path: path.replace(/^\//, ''), query: query.replace(/^\?/, ''), scene, envVersion }
}

/**
 * When a link ends, in milliseconds; after 30 days at the latest.
 *
 * @param isNeeded whether an end has to be named
 * @throws WechatError 85401 less than a minute or more than 30 days from now
 */
function expiry(
  { store }: Platform,
  {
    expire_type: type,
    expire_time: time,
    expire_interval: days,
    is_expire: isExpire,
  }: ExpiryRequest,
  isNeeded: boolean,
): number {
  const now = store.clock.now()
  const seconds = type === 1 ? days && days * DAY_S : time && time - Math.floor(now / 1000)
  if (seconds === undefined && !(isExpire && isNeeded && type === 1)) return now + LONGEST_S * 1000
  if (!seconds || seconds < 60 || seconds > LONGEST_S) throw new WechatError(85401)
  return now + seconds * 1000
}

interface ExpiryRequest {
  expire_type: number
  expire_time?: number | undefined
  expire_interval?: number | undefined
  is_expire: boolean
}
