import type { Exchange, SocketMessage } from './exchange.ts'

const MOST_MESSAGES = 300
const MOST_TEXT = 64 * 1024
/** The status of an answer that opens a WebSocket: RFC 6455. */
const SWITCHING_PROTOCOLS = 101
/** Codes of a connection that ended as its sides wanted: RFC 6455, section 7.4.1. */
const NORMAL = new Set([1000, 1001, 1005])

/**
 * A WebSocket as an exchange that lasts until it closes.
 *
 * @param told called after each of its changes
 */
export function followSocket(socket: WebSocket, id: number, told: () => void): Exchange {
  const { url } = socket
  const messages: SocketMessage[] = []
  const exchange: Exchange = { id, at: Date.now(), method: 'WS', url, headers: {}, messages }
  const started = performance.now()
  const note = (from: SocketMessage['from'], data: unknown) => {
    const { text, size } = described(data)
    messages.push({ at: Date.now(), from, text, size })
    if (messages.length > MOST_MESSAGES) messages.shift()
    exchange.size = (exchange.size ?? 0) + size
    told()
  }
  const send = socket.send.bind(socket)
  socket.send = (data: string | Blob | BufferSource) => {
    send(data)
    note('phone', data)
  }
  socket.addEventListener('open', () => {
    exchange.status = SWITCHING_PROTOCOLS
    exchange.ms = performance.now() - started
    exchange.isOpen = true
    told()
  })
  socket.addEventListener('message', ({ data }) => note('server', data))
  socket.addEventListener('close', ({ code, reason }) => {
    delete exchange.isOpen
    if (!NORMAL.has(code)) exchange.failure = [code, reason].filter(Boolean).join(' ')
    told()
  })
  return exchange
}

function described(data: unknown): { text: string; size: number } {
  if (typeof data === 'string') {
    const size = new TextEncoder().encode(data).byteLength
    return { text: data.slice(0, MOST_TEXT), size }
  }
  const size =
    data instanceof Blob ? data.size : ((data as ArrayBuffer | undefined)?.byteLength ?? 0)
  return { text: '(binary)', size }
}
