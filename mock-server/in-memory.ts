import { createMockServer, type MockServerOptions } from './app.ts'
import { openStore } from './store/store.ts'
import { DEFAULT_ORIGIN, WECHAT_PREFIX } from './routes.ts'

export { DEFAULT_ORIGIN }

const WECHAT_ORIGIN = 'https://api.weixin.qq.com'

/** The options of a mock server, and the origin at which it answers. */
export interface InMemoryOptions extends Partial<Omit<MockServerOptions, 'wechatBaseUrl'>> {
  origin?: string
}

/**
 * The whole mock server without a port, in memory. Requests to `https://api.weixin.qq.com` meet the
 * fake WeChat too.
 *
 * @returns what answers a request; `undefined` for one to another server. A dropped connection is a
 *   response of type `error`.
 */
export function createInMemoryServer(
  options: InMemoryOptions = {},
): (request: Request) => Promise<Response> | undefined {
  const { origin = DEFAULT_ORIGIN, store = openStore(':memory:'), ...rest } = options
  const app = createMockServer({
    strictCodes: true,
    ...rest,
    store,
    wechatBaseUrl: () => origin + WECHAT_PREFIX,
  })
  const answer = async (request: Request) => {
    let isDropped = false
    const response = await app.fetch(request, { drop: () => (isDropped = true) })
    return isDropped ? Response.error() : response
  }
  return (request) => {
    const { url } = request
    if (url.startsWith(`${origin}/`)) return answer(request)
    if (!url.startsWith(`${WECHAT_ORIGIN}/`)) return undefined
    const path = url.slice(WECHAT_ORIGIN.length)
    return answer(new Request(origin + WECHAT_PREFIX + path, request))
  }
}
