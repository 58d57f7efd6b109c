import type { RequestHandler } from 'msw'
import { http } from 'msw/core/http' // without the rest of msw, which takes a test file 20 ms
import { createMockServer, type MockServerOptions } from './app.ts'
import { openStore } from './store/store.ts'
import { WECHAT_PREFIX } from './wechat/address.ts'

/** Where `npm start` serves, and what the mini-program calls during development. */
export const DEFAULT_ORIGIN = 'http://127.0.0.1:3900'

export interface HandlerOptions extends Partial<Omit<MockServerOptions, 'wechatBaseUrl'>> {
  origin?: string
}

/**
 * The whole mock server as msw handlers, in memory: `setupServer(...createHandlers())`. Requests to
 * `https://api.weixin.qq.com` meet the fake WeChat too.
 *
 * One route is replaced for one test in msw's own way:
 *
 *     server.use(http.post(`${DEFAULT_ORIGIN}/api/login`, () => HttpResponse.error()))
 */
export function createHandlers(options: HandlerOptions = {}): RequestHandler[] {
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
  return [
    http.all(`${origin}/*`, ({ request }) => answer(request)),
    http.all('https://api.weixin.qq.com/*', ({ request }) => {
      const { pathname, search } = new URL(request.url)
      return answer(new Request(origin + WECHAT_PREFIX + pathname + search, request))
    }),
  ]
}
