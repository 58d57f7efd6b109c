import { http, HttpResponse } from 'msw'
import { createMockServer } from '../../mock-server/app.ts'
import { Journal, type JournalEntry } from '../../mock-server/events/journal.ts'
import { openStore } from '../../mock-server/store/store.ts'
import type { Notice } from '../../mock-server/wechat/notices.ts'
import type { ShownNotice } from '../../simulator/preview/frame/notice.ts'
import type { JournalEntry as DrawnEntry } from '../../simulator/preview/inspector/journal-entry.ts'
import { call, newCode, post } from '../support/http.ts'
import { ORIGIN, server } from '../support/server.ts'

const open: AbortController[] = []

afterEach(() => {
  for (const connection of open.splice(0)) connection.abort()
})

/** Listens as an EventSource does. `next(n)` waits for n more steps. */
async function watch(headers: Record<string, string> = {}) {
  const connection = new AbortController()
  open.push(connection)
  const response = await fetch(`${ORIGIN}/__mock/events`, { headers, signal: connection.signal })
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  let text = ''
  const next = async (count: number): Promise<JournalEntry[]> => {
    const steps: JournalEntry[] = []
    while (steps.length < count) {
      const end = text.indexOf('\n\n')
      if (end < 0) {
        text += decoder.decode((await reader.read()).value, { stream: true })
        continue
      }
      const [, id, data] = /^id: (\d+)\ndata: (.*)$/.exec(text.slice(0, end)) ?? []
      text = text.slice(end + 2)
      if (data === undefined) continue
      const step = JSON.parse(data) as JournalEntry
      expect(step.id).toBe(Number(id))
      steps.push(step)
    }
    return steps
  }
  return { next, close: () => connection.abort() }
}

/** True only for two types that allow exactly the same. */
type Equal<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false

/** The preview may not import the server's types: these lines do not compile when they differ. */
const isOneType: Equal<JournalEntry, DrawnEntry> = true
const isOneNotice: Equal<Notice, ShownNotice> = true

const said = ({ from, to, kind, path, status, errcode, error }: JournalEntry) =>
  [`${from}>${to}`, kind, path, status, errcode, error]
    .filter((part) => part !== undefined)
    .join(' ')

test('headers are recorded while there are subscribers, with secrets masked', async () => {
  const { next } = await watch()
  const { token } = (await post('/__mock/users/developer/session')).body as { token: string }
  const headers = { Authorization: `Bearer ${token}`, Cookie: 'sid=abcdefgh1234' }
  await fetch(`${ORIGIN}/api/session`, { headers })
  const steps = await next(6) // two for each of login, jscode2session and session
  const [asked, answered] = steps
    .filter(({ path }) => path === '/api/session')
    .map(({ headers }) => headers)
  expect(asked).toMatchObject({ authorization: expect.stringMatching(/^\*{3}/) as string })
  expect(answered).toMatchObject({ 'content-type': 'application/json' })
  expect(JSON.stringify(steps)).not.toMatch(new RegExp(`${token}|abcdefgh1234`))
  expect(Math.abs(Date.now() - (steps[0]?.realAt ?? 0))).toBeLessThan(60_000)
})

test('a sign-in is told step by step, and no secret with it', async () => {
  expect([isOneType, isOneNotice]).toEqual([true, true])
  const { next } = await watch()
  const code = await newCode()
  const { body } = await post('/api/login', { code, nickName: 'Ann' })
  const steps = await next(6)
  expect(steps.map(said)).toEqual([
    'client>wechat request /__client/login',
    'wechat>client answer /__client/login 200',
    'client>backend request /api/login',
    'backend>wechat request /api.weixin.qq.com/sns/jscode2session',
    'wechat>backend answer /api.weixin.qq.com/sns/jscode2session 200',
    'backend>client answer /api/login 200',
  ])
  expect(steps.map(({ pair }) => pair - (steps[0]?.pair ?? 0))).toEqual([0, 0, 1, 2, 2, 1])
  expect(steps[2]?.body).toEqual({ code: steps[1]?.body?.code, nickName: 'Ann' })
  expect(steps[3]?.body).toMatchObject({ js_code: steps[1]?.body?.code })
  expect(steps[5]?.ms).toBeGreaterThan(0)
  const text = JSON.stringify(steps)
  for (const secret of [code, body.token as string, '5ec7e75ec7e75ec7e75ec7e75ec7e75e']) {
    expect(text).not.toContain(secret)
  }
  for (const step of [steps[4]?.body?.session_key, steps[5]?.body?.token]) {
    expect(step).toMatch(/^\*{3}[0-9a-f]{6}$/)
  }
})

test('a late subscriber gets the recent steps, a reconnecting one those it missed', async () => {
  await newCode()
  await post('/api/login', { code: 'unknown' })
  const { next, close } = await watch()
  const steps = await next(6)
  expect(steps.map(said).slice(3)).toEqual([
    'backend>wechat request /api.weixin.qq.com/sns/jscode2session',
    'wechat>backend answer /api.weixin.qq.com/sns/jscode2session 200 40029',
    'backend>client answer /api/login 401 code_invalid',
  ])
  expect(steps[2]?.body).toEqual({ code: expect.stringMatching(/^\*{3}/) as string })
  expect(steps[5]?.body).toMatchObject({ error: { code: 'code_invalid' } })
  close()

  await newCode()
  const again = await watch({ 'Last-Event-ID': String(steps[5]?.id) })
  const missed = await again.next(2)
  expect(missed.map(({ id }) => id - (steps[5]?.id ?? 0))).toEqual([1, 2])
})

test('an id of an earlier run of the server replays all steps', async () => {
  await newCode()
  const { next } = await watch({ 'Last-Event-ID': '999999999' })
  expect(await next(2)).toHaveLength(2)
})

test('control makes no steps, and a reset forgets them', async () => {
  await newCode()
  await post('/__mock/reset')
  await call('GET', '/__mock/state')
  await call('GET', '/api/session')
  const [step] = await (await watch()).next(1)
  expect(step?.path).toBe('/api/session')
})

test('many slow subscribers hardly slow down a sign-in', async () => {
  const journal = new Journal()
  const woken: number[] = []
  for (let number = 0; number < 1_000; number++) {
    journal.listen(
      (steps) => void woken.push(steps.length),
      () => {},
    )
  }
  const step = { pair: 1, at: 0, kind: 'request', from: 'client', to: 'backend' } as const
  for (let number = 0; number < 6; number++) journal.add({ ...step, method: 'GET', path: '/' })
  expect(woken).toEqual([]) // the answer is sent first
  journal.close()
  expect(woken).toEqual(Array.from({ length: 1_000 }, () => 6)) // once for all that happened
})

test('a hundred may listen; one more is told so, until one leaves', async () => {
  const app = createMockServer({ store: openStore(':memory:'), wechatBaseUrl: () => '' })
  const listen = async () => app.request('/__mock/events', { headers: { Host: 'localhost' } })
  const [first, ...others] = await Promise.all(Array.from({ length: 100 }, listen))
  const refused = await listen()
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
  expect(await refused.text()).toContain('too_many_watchers')
  await first?.body?.cancel()
  expect((await listen()).status).toBe(200)
  for (const { body } of others) await body?.cancel()
})

test('only the latest steps are kept', async () => {
  for (let time = 0; time < 300; time++) await call('GET', '/api/session')
  const steps = await (await watch()).next(500)
  const ids = steps.map(({ id }) => id)
  expect(ids).toEqual(Array.from({ length: 500 }, (_, index) => (ids[0] ?? 0) + index))
})

describe('the relay to a backend elsewhere', () => {
  const relay = (headers: Record<string, string>, init: RequestInit = {}) =>
    fetch(`${ORIGIN}/__relay`, { ...init, headers })

  test('carries request and answer as they are, and draws both without secrets', async () => {
    let met: Request | undefined
    const answer = async ({ request }: { request: Request }) => {
      met = request.clone()
      return HttpResponse.json({ token: 'their-token', was: await request.json() }, { status: 201 })
    }
    server.use(http.post('http://backend.test/v1/login', answer))
    const to = { 'X-Relay-To': 'http://backend.test/v1/login', Authorization: 'Bearer mine' }
    const { next } = await watch()
    const body = JSON.stringify({ code: 'the-code', long: 'x'.repeat(100_000) })
    const json = { ...to, 'Content-Type': 'application/json', Origin: ORIGIN, Cookie: 'a=b' }
    const response = await relay(json, { method: 'POST', body })
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({ was: { code: 'the-code' } })
    expect(met?.headers.get('authorization')).toBe('Bearer mine')
    for (const name of ['cookie', 'origin', 'x-relay-to'])
      expect(met?.headers.has(name)).toBe(false)

    await relay(json, { method: 'POST', body: JSON.stringify({ code: 'short' }) })
    const steps = await next(4)
    expect(steps.map(said)).toEqual([
      'client>backend request /v1/login',
      'backend>client answer /v1/login 201',
      'client>backend request /v1/login',
      'backend>client answer /v1/login 201',
    ])
    expect(steps[2]?.body).toEqual({ code: expect.stringMatching(/^\*\*\*/) as string })
    expect(JSON.stringify(steps)).not.toMatch(/their-token|the-code|short|mine/)
  })

  test('says that the backend was not reached, and refuses what it may not carry', async () => {
    server.use(http.get('http://backend.test/', () => HttpResponse.error()))
    const gone = await relay({ 'X-Relay-To': 'http://backend.test/' })
    expect([gone.status, gone.headers.get('x-relay-failed')]).toEqual([502, '1'])
    expect(await gone.text()).toContain("http://backend.test can't be reached")
    for (const to of ['', 'file:///etc/passwd', 'backend.test']) {
      const refused = await relay({ 'X-Relay-To': to })
      expect([to, refused.status]).toEqual([to, 400])
    }
    const foreign = { 'X-Relay-To': 'http://backend.test/', Origin: 'https://evil.example' }
    expect((await relay(foreign)).status).toBe(403)
  })
})

test('a phone that asks for its messages takes no step of a sign-in', async () => {
  const { next } = await watch()
  await post('/__client/messages')
  await newCode()
  const [first] = await next(1)
  expect(first?.path).toBe('/__client/login')
})
