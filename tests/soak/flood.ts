import { strict as assert } from 'node:assert'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { fuzzRequest } from './fuzz.ts'
import { startServer } from './server.ts'
import type { Held } from './watched.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 16 })

/** Half a request in bytes that are none; the connection is closed by us, or by the server. */
const broken = [
  'GET',
  'GET / HTTP/9.9\r\n\r\n',
  'POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\n{"code":',
  'POST /api/login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}',
  `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  'GET /__mock/state HTTP/1.1\r\nHost: evil.example\r\n\r\n',
  '\x00\x01\x02\x03'.repeat(100),
]

const sendBroken = (port: number, text: string) =>
  new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    setTimeout(() => socket.destroy(), 20) // a slow body that never comes
    socket.on('error', () => {})
    socket.on('close', () => resolve())
    socket.resume()
  })

const send = (port: number) =>
  new Promise<number>((resolve) => {
    const { method, path, headers, body } = fuzzRequest()
    const isChunked = body !== undefined && Math.random() < 0.3
    const length = body === undefined || isChunked ? {} : { 'content-length': body.length }
    const options = {
      agent,
      port,
      host: '127.0.0.1',
      method,
      path,
      headers: { ...headers, ...length },
    }
    const sent = request(options, (response) => {
      response.resume()
      response.on('close', () => resolve(response.statusCode ?? 0))
    })
    sent.on('error', () => resolve(0)) // refused in the middle of a body
    if (isChunked) sent.write(body.subarray(0, 3))
    sent.end(isChunked ? body.subarray(3) : body)
  })

const MB = 1024 * 1024
/** Memory that the journal, the compiler and the caches of a warm server still move. */
const PLAY_BYTES = 4 * MB

/**
 * Floods a server with requests that are wrong; it must keep running, stay small, and change
 * nothing.
 */
export async function floodServer(count = 100_000): Promise<string> {
  const { child, origin, held: holds } = await startServer(['--memory', '--strict-codes'])
  const port = Number(new URL(origin).port)
  const state = async () => {
    const { now: _, ...rest } = JSON.parse(
      await (await fetch(`${origin}/__mock/state`)).text(),
    ) as Record<string, unknown>
    return rest
  }
  const statuses = new Map<number, number>()
  let left = count
  const worker = async () => {
    while (left-- > 0) {
      if (left % 100 === 0) await sendBroken(port, broken[(left / 100) % broken.length] ?? '')
      const status = await send(port)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      // 501 is what an unknown route of WeChat is told.
      assert(status < 500 || status === 501, `a request was answered ${status}`)
    }
  }
  try {
    const before = await state()
    const held: Held[] = []
    for (const share of [0.3, 0.3, 0.4]) {
      left = Math.ceil(count * share)
      await Promise.all(Array.from({ length: 16 }, worker))
      assert.equal(child.exitCode, null, 'the server ended')
      held.push(await holds())
    }
    assert.deepEqual(await state(), before, 'the state changed')
    const told = [...statuses].toSorted(([a], [b]) => a - b).map(([status, n]) => `${status}: ${n}`)
    return `${count} requests, answered ${told.join(', ')} (0: cut off); ${expectNoGrowth(held)}; the state is as before`
  } finally {
    child.kill('SIGKILL')
    agent.destroy()
  }
}

/** A server that is warm holds no more after the last requests than after the first. */
function expectNoGrowth(held: Held[]): string {
  const sizes = held.map(({ bytes }) => (bytes / MB).toFixed(1)).join(', ')
  const counts = held.map(({ resources }) => resources).join(', ')
  const [warm, end] = [held[0], held.at(-1)]
  assert(warm && end && end.bytes < warm.bytes + PLAY_BYTES, `it holds ever more: ${sizes} MB`)
  assert(end.resources <= warm.resources + 16, `its connections and timers grow: ${counts}`)
  return `it held ${sizes} MB and ${counts} connections and timers`
}
