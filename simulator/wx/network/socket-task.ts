import { ApiFailure } from '../failure.ts'
import type { HostSocket } from '../host.ts'
import { Listeners } from '../listeners.ts'

const OPEN = 1
const CLOSING = 2
const CLOSED = 3
/** WeChat's default close code. */
const NORMAL_CLOSE = 1000
/** The code of a connection that broke off, by RFC 6455. */
const ABNORMAL_CLOSE = 1006

/** One connection: what `wx.connectSocket` gives back. */
export class SocketTask {
  readonly #open = new Listeners<{ header: object; profile: object }>()
  readonly #message = new Listeners<{ data: string | ArrayBuffer }>()
  readonly #error = new Listeners<{ errMsg: string }>()
  readonly #close = new Listeners<{ code: number; reason: string }>()
  readonly #reportError: (error: unknown) => void
  #socket: HostSocket | undefined
  readyState = 0

  constructor(reportError: (error: unknown) => void) {
    this.#reportError = reportError
  }

  /** Follows a connection that the host opens. */
  follow(socket: HostSocket) {
    this.#socket = socket
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('open', () => {
      this.readyState = OPEN
      this.#open.tell({ header: {}, profile: {} }, this.#reportError)
    })
    socket.addEventListener('message', ({ data }) =>
      this.#message.tell({ data: data as string | ArrayBuffer }, this.#reportError),
    )
    socket.addEventListener('error', () => this.fail('WebSocket connection failed'))
    socket.addEventListener('close', ({ code, reason }) => this.#ended(code, reason))
  }

  /** The connection broke off, or never came about. */
  fail(reason: string) {
    this.#error.tell({ errMsg: reason }, this.#reportError)
    if (!this.#socket) this.#ended(ABNORMAL_CLOSE, 'abnormal closure')
  }

  /** @throws ApiFailure where the connection is not open */
  sendNow(data: string | ArrayBuffer) {
    if (this.readyState !== OPEN || !this.#socket)
      throw new ApiFailure('WebSocket is not connected')
    this.#socket.send(data)
  }

  /** @throws ApiFailure where it is closed already */
  closeNow(code = NORMAL_CLOSE, reason = '') {
    if (this.readyState >= CLOSING) throw new ApiFailure('WebSocket is not connected')
    this.readyState = CLOSING
    this.#socket?.close(code, reason)
  }

  get listeners() {
    return { open: this.#open, message: this.#message, error: this.#error, close: this.#close }
  }

  #ended(code: number, reason: string) {
    if (this.readyState === CLOSED) return
    this.readyState = CLOSED
    this.#close.tell({ code, reason }, this.#reportError)
  }
}
