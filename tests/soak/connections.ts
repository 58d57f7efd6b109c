import { strict as assert } from 'node:assert'
import { connect, type Socket } from 'node:net'
import { startServer } from './server.ts'

const MB = 1024 * 1024
/** Memory that one open connection may hold, in both directions. */
const EACH_KB = 32

const REQUEST = 'GET /api/session HTTP/1.1\r\nHost: localhost\r\n\r\n'

/** Opens a connection, asks once, and keeps it. */
const open = (port: number) =>
  new Promise<Socket>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(REQUEST))
    socket.on('error', reject)
    socket.once('data', (answer) => {
      const isRight = String(answer).startsWith('HTTP/1.1 401')
      if (isRight) resolve(socket)
      else reject(new Error(`answered ${String(answer).slice(0, 40)}`))
    })
  })

/** Holds many connections at once; each is answered, and somebody signs in among them. */
export async function holdConnections(count = 5_000): Promise<string> {
  const { child, origin, held } = await startServer(['--memory'])
  const port = Number(new URL(origin).port)
  const sockets: Socket[] = []
  try {
    const before = await held()
    while (sockets.length < count) {
      const batch = Math.min(100, count - sockets.length)
      sockets.push(...(await Promise.all(Array.from({ length: batch }, () => open(port)))))
    }
    const during = await held()
    const { code } = (await (
      await fetch(`${origin}/__client/login`, { method: 'POST' })
    ).json()) as {
      code: string
    }
    assert(code.length > 0, 'nobody can sign in meanwhile')
    const each = (during.bytes - before.bytes) / count / 1024
    assert(each < EACH_KB, `each connection holds ${each.toFixed(1)} KB`)
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const after = await held()
    assert(after.resources <= before.resources + 16, `${after.resources} are still open`)
    const more = (after.bytes - before.bytes) / MB
    assert(more < 16, `${more.toFixed(1)} MB are not given back`)
    return (
      `${count} connections, each answered; ${each.toFixed(1)} KB each (bound: ${EACH_KB}); ` +
      `${more.toFixed(1)} MB more than before when they are gone`
    )
  } finally {
    for (const socket of sockets) socket.destroy()
    child.kill('SIGKILL')
  }
}
