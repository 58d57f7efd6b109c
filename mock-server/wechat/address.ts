import { getPath } from 'hono/utils/url'
import { WECHAT_PREFIX } from '../routes.ts'

/** The host itself, and its regional names (sh, sz, hk), with or without a port. */
const WECHAT_HOST = /^(?:[a-z]+\.)?api2?\.weixin\.qq\.com(?::\d+)?$/i

/** The first parts of WeChat's own paths. Nothing else this server or the preview serves has them. */
const ROOMS = /^\/(?:sns|cgi-bin|wxa|wxaapi|datacube|semantic|customservice|tcb|xpay|intp|union)\/./

/** True if this host is WeChat's. */
export const isWechatHost = (host: string | undefined) =>
  host !== undefined && WECHAT_HOST.test(host)

/** True if a path is WeChat's, by the prefix or at the root. */
export const isWechatPath = (path: string) =>
  path.startsWith(`${WECHAT_PREFIX}/`) || ROOMS.test(path)

/** One spelling for WeChat's paths: those at the root get the prefix, others stay. */
export const withPrefix = (path: string) => (ROOMS.test(path) ? WECHAT_PREFIX + path : path)

/**
 * The path by which a request is routed. WeChat answers in three places: under its host as a path
 * prefix, at the root, and as the host itself. All three become the first, so that faults, events and
 * routes know one spelling.
 */
export function routedPath(request: Request): string {
  const path = getPath(request)
  const { url } = request
  if (url.includes('weixin.qq.com') && !path.startsWith(WECHAT_PREFIX)) {
    const host = /^https?:\/\/([^/?#]+)/.exec(url)?.[1]
    if (isWechatHost(host)) return WECHAT_PREFIX + path
  }
  return withPrefix(path)
}
