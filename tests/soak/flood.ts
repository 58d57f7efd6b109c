import { strict as assert } from 'node:assert'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { fuzzRequest } from './fuzz.ts'
import { startServer } from './server.ts'

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

const memoryMb = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** Floods a server with requests that are wrong; it must stand, stay small, and change nothing. */
export async function floodServer(count = 100_000): Promise<string> {
  const { child, origin } = await startServer(['--memory', '--strict-codes'])
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
    const memory: number[] = []
    for (const share of [0.2, 0.4, 0.4]) {
      left = Math.ceil(count * share)
      await Promise.all(Array.from({ length: 16 }, worker))
      memory.push(memoryMb(child.pid ?? 0))
    }
    assert.equal(child.exitCode, null, 'the server ended')
    assert.deepEqual(await state(), before, 'the state changed')
    const [warm = 0, , end = 0] = memory
    assert(end < warm * 1.5 + 30, `memory grew from ${warm} to ${end} MB`)
    const told = [...statuses].toSorted(([a], [b]) => a - b).map(([status, n]) => `${status}: ${n}`)
    return `${count} requests, answered ${told.join(', ')} (0: cut off); memory ${memory.map(Math.round).join(', ')} MB; the state is as before`
  } finally {
    child.kill('SIGKILL')
    agent.destroy()
  }
}
