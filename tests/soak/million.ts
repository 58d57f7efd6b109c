import { strict as assert } from 'node:assert'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer, type Server } from './server.ts'

const FEW = 1_000
/** So many of each are timed; the medians are compared. */
const TRIES = 200
/** Memory the server may hold, beside what the system caches of the file. */
const MOST_RSS_MB = 400
const MB = 1024 * 1024

const name = (number: number) => `u${String(number).padStart(9, '0')}`

/** Fills a data file with people who are signed in, each with a code that was used. */
function fill(data: string, count: number) {
  const args = ['--import', 'tsx', 'tests/soak/fill.ts', data, String(count)]
  execFileSync(process.execPath, args, { stdio: 'inherit' })
}

async function ask(url: string, init: RequestInit = {}) {
  const headers = {
    'Content-Type': 'application/json',
    ...(init.headers as Record<string, string>),
  }
  const answer = await fetch(url, { ...init, headers })
  const text = await answer.text()
  assert(answer.status < 500, `${url} was answered ${answer.status}: ${text.slice(0, 200)}`)
  return { status: answer.status, body: JSON.parse(text || '{}') as Record<string, string> }
}

const post = (url: string, body: object = {}) =>
  ask(url, { method: 'POST', body: JSON.stringify(body) })

const kinds = ['sign-in', 'read', 'deletion'] as const
type Times = Record<(typeof kinds)[number], number[]>

/** One person signs in, reads and deletes the account, each timed. */
async function live({ origin }: Server, user: string, times: Times) {
  const timed = async <T>(kind: keyof Times, work: () => Promise<T>): Promise<T> => {
    const began = performance.now()
    const result = await work()
    times[kind].push(performance.now() - began)
    return result
  }
  const { token } = await timed('sign-in', async () => {
    const { code } = (await post(`${origin}/__client/login`, { user })).body
    return (await post(`${origin}/api/login`, { code })).body
  })
  const headers = { Authorization: `Bearer ${token}` }
  const read = await timed('read', () => ask(`${origin}/api/session`, { headers }))
  assert.equal(read.status, 200)
  const method = 'DELETE'
  const gone = await timed('deletion', () => ask(`${origin}/api/account`, { method, headers }))
  assert.equal(gone.status, 204)
}

const median = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0

/** Starts a server on a file, and says how long that took. */
async function start(data: string): Promise<{ server: Server; ms: number }> {
  const began = performance.now()
  const server = await startServer(['--data', data])
  return { server, ms: performance.now() - began }
}

const emptyTimes = (): Times => ({ 'sign-in': [], read: [], deletion: [] })

/** A million users sign in, read and delete within twice the time of a thousand. */
export async function serveMillion(count = 1_000_000): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'weapp-million-'))
  const [small, large] = [join(folder, 'small.sqlite'), join(folder, 'large.sqlite')]
  const said: string[] = []
  try {
    fill(small, FEW)
    fill(large, count)
    said.push(`${count} users in ${Math.round(statSync(large).size / MB)} MB`)
    const few = await start(small)
    const many = await start(large)
    said.push(`up after ${Math.round(many.ms)} ms (${FEW} users: ${Math.round(few.ms)} ms)`)
    try {
      said.push(await compare(few.server, many.server, count))
      said.push(await readLists(many.server))
      const began = performance.now()
      await post(`${many.server.origin}/__mock/reset`)
      said.push(`reset in ${Math.round(performance.now() - began)} ms`)
      const { rss } = await many.server.held()
      assert(rss < MOST_RSS_MB * MB, `the server takes ${Math.round(rss / MB)} MB`)
      said.push(`${Math.round(rss / MB)} MB resident at the end (bound: ${MOST_RSS_MB})`)
    } finally {
      for (const { server } of [few, many]) server.child.kill('SIGKILL')
      await Promise.all([few.server.ended, many.server.ended])
    }
    return said.join('; ')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** In turns, so that a noisy moment hits both. The old codes are swept away meanwhile. */
async function compare(few: Server, many: Server, count: number): Promise<string> {
  const [small, large] = [emptyTimes(), emptyTimes()]
  for (let time = 0; time < TRIES; time++) {
    await live(few, name(1 + time), small)
    await live(many, name(1 + Math.floor((time * count) / TRIES)), large)
  }
  const told = kinds.map((kind) => {
    const [at1k, at1m] = [median(small[kind]), median(large[kind])]
    assert(at1m <= 2 * at1k, `${kind}: ${at1m.toFixed(2)} ms, and ${at1k.toFixed(2)} ms at ${FEW}`)
    const longest = Math.max(...large[kind])
    return `${kind} ${at1m.toFixed(2)} ms (${at1k.toFixed(2)}; longest ${longest.toFixed(0)})`
  })
  return told.join(', ')
}

/** The lists of the control routes are pages, and a wrong name is told shortly. */
async function readLists({ origin }: Server): Promise<string> {
  const told: string[] = []
  for (const path of ['/__mock/users', '/__mock/state', '/__mock/state?offset=999000']) {
    const began = performance.now()
    const { body } = await ask(origin + path)
    const size = JSON.stringify(body).length
    assert(size < 2 * MB, `${path} answers ${size} bytes`)
    told.push(`${path} ${Math.round(performance.now() - began)} ms`)
  }
  const { body } = await post(`${origin}/__client/login`, { user: 'nobody' })
  assert(JSON.stringify(body).length < 1_000, 'a wrong name is answered with all names')
  return told.join(', ')
}
