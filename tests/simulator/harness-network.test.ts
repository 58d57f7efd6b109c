import { http, HttpResponse } from 'msw'
import { ORIGIN, server } from '../support/server.ts'

// msw is asked only where somebody has something to say to it; nobody is to notice.

const codeOf = async () => {
  const answer = await fetch(`${ORIGIN}/__client/login`, { method: 'POST' })
  return ((await answer.json()) as { code: string }).code
}
const mine = http.post(`${ORIGIN}/__client/login`, () => HttpResponse.json({ code: 'mine' }))

test('a handler answers until it is taken back; then the fake WeChat does', async () => {
  server.use(mine)
  expect(await codeOf()).toBe('mine')
  server.resetHandlers()
  expect(await codeOf()).toMatch(/^\w{20,}$/)
})

test('handlers in place of all others answer alone', async () => {
  server.resetHandlers(mine)
  expect(await codeOf()).toBe('mine')
})

test('who listens to msw’s events hears of requests that the fake WeChat answers', async () => {
  const heard: string[] = []
  server.events.on('request:start', ({ request }) => void heard.push(request.url))
  expect(await codeOf()).toMatch(/^\w{20,}$/)
  expect(heard).toEqual([`${ORIGIN}/__client/login`])
  server.events.removeAllListeners()
})

test('an aborted request rejects, whoever would have answered', async () => {
  const aborted = AbortSignal.abort()
  await expect(fetch(`${ORIGIN}/__client/login`, { signal: aborted })).rejects.toThrow('aborted')
  server.use(mine)
  await expect(fetch(`${ORIGIN}/__client/login`, { signal: aborted })).rejects.toThrow('aborted')
})
