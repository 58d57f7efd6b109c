import { answer, readRequest } from '../protocol.ts'
import { Agent } from './agent.ts'
import type { AutomatedPhone } from './phone.ts'

/** Path of the protocol's server for the phone; it is served on this machine only. */
const PATH = '/__automator/phone'
const RETRY_MS = 1_000

/**
 * Installs the agent in the phone and connects it to the server that clients connect to. Without such a
 * server, as on another machine, the phone works as usual.
 */
export function startAgent(phone: AutomatedPhone) {
  const isHere = /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(location.hostname)
  if (!isHere || document.documentElement.dataset.automation !== 'on') return
  const line = new Line(async (text) => {
    const request = readRequest(text)
    return JSON.stringify(await answer(request, (method, params) => agent.call(method, params)))
  })
  const agent = new Agent(phone, (method, params) => line.send(JSON.stringify({ method, params })))
  line.open()
}

/** One WebSocket, opened again when it breaks; messages sent meanwhile wait in a queue. */
class Line {
  readonly #reply: (text: string) => Promise<string>
  readonly #waiting: string[] = []
  #socket: WebSocket | undefined
  #wasOpen = false

  constructor(reply: (text: string) => Promise<string>) {
    this.#reply = reply
  }

  open() {
    const socket = new WebSocket(location.origin.replace(/^http/, 'ws') + PATH)
    this.#socket = socket
    socket.addEventListener('open', () => {
      this.#wasOpen = true
      for (const text of this.#waiting.splice(0)) socket.send(text)
    })
    socket.addEventListener('message', ({ data }) => {
      this.#reply(String(data)).then(
        (text) => this.send(text),
        () => socket.close(),
      )
    })
    // A server that never accepted the connection has no automation; one that did may come back: try
    // again.
    socket.addEventListener('close', () => {
      if (this.#wasOpen) setTimeout(() => this.open(), RETRY_MS)
    })
  }

  send(text: string) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(text)
    else this.#waiting.push(text)
  }
}
