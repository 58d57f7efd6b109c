import { connect } from 'node:net'

/** An answer as it came, its body without the chunks it travelled in. */
export interface RawAnswer {
  /** 0 where the connection ended without an answer. */
  status: number
  /** In small letters. */
  head: string
  body: string
}

/** A server's port, and the loopback address the client speaks from. */
export interface RawPlace {
  port: number
  from?: string
}

/** An answer that has not ended by then is taken as it is: streams never end. */
const PATIENCE_MS = 10_000

/**
 * Sends bytes as they are, and gives what comes back: a client of good manners would mend an address,
 * join two headers or refuse them first.
 *
 * @param enough ends it when what came so far says so: for streams
 */
export function sendRaw(
  { port, from }: RawPlace,
  text: string,
  enough: (said: string) => boolean = () => false,
): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const place = { port, host: '127.0.0.1', ...(from !== undefined && { localAddress: from }) }
    const socket = connect(place, () => socket.write(Buffer.from(text, 'latin1')))
    let said = ''
    const patience = setTimeout(() => socket.destroy(), PATIENCE_MS)
    socket.on('data', (bytes: Buffer) => {
      said += bytes.toString('latin1')
      if (enough(said)) socket.destroy()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(patience)
      resolve(readAnswer(said))
    })
  })
}

/** A GET of exactly this target. */
export const getRaw = (place: RawPlace, target: string, headers: readonly string[] = []) =>
  sendRaw(place, requestOf('GET', target, headers))

/** The bytes of a request that is the last one of its connection. */
export function requestOf(method: string, target: string, headers: readonly string[], body = '') {
  const has = (name: string) => headers.some((it) => it.toLowerCase().startsWith(`${name}:`))
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...(has('host') ? [] : ['Host: localhost']),
    ...(has('connection') ? [] : ['Connection: close']),
    ...(body === '' ? [] : [`Content-Length: ${body.length}`]),
    ...headers,
  ]
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}

function readAnswer(said: string): RawAnswer {
  const end = said.indexOf('\r\n\r\n')
  const head = said.slice(0, end).toLowerCase()
  const status = Number(/^http\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0)
  const rest = said.slice(end + 4)
  const isChunked = head.includes('transfer-encoding: chunked')
  return { status, head, body: isChunked ? joinChunks(rest) : rest }
}

function joinChunks(text: string): string {
  const parts: string[] = []
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\r\n', at)
    const size = Number.parseInt(text.slice(at, end), 16)
    if (!(size > 0)) break
    parts.push(text.slice(end + 2, end + 2 + size))
    at = end + 2 + size + 2
  }
  return parts.join('')
}

/** Does something with each, so many at a time. */
export async function eachOf<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  atOnce = 12,
) {
  const left = items.values()
  const worker = async () => {
    for (const item of left) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
