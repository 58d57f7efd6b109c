import type { RequestHandler } from 'msw'
import { http } from 'msw/core/http' // without the rest of msw, which takes a test file 20 ms
import { createInMemoryServer, type InMemoryOptions } from './in-memory.ts'

export { DEFAULT_ORIGIN } from './in-memory.ts'

/**
 * The whole mock server as msw handlers, in memory: `setupServer(...createHandlers())`. Requests to
 * `https://api.weixin.qq.com` go to the fake WeChat too.
 *
 * One route is replaced for one test in msw's own way:
 *
 *     server.use(http.post(`${DEFAULT_ORIGIN}/api/login`, () => HttpResponse.error()))
 */
export function createHandlers(options: InMemoryOptions = {}): RequestHandler[] {
  const answer = createInMemoryServer(options)
  return [http.all('*', ({ request }) => answer(request))]
}
