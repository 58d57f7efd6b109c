/**
 * One stream of server-sent events to every phone that is open.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export class UpdateStream {
  readonly #phones = new Set<ReadableStreamDefaultController<Uint8Array>>()
  readonly #encoder = new TextEncoder()
  #isClosed = false

  /** A connection of one phone. @param first a message that is sent at once, if any */
  open(first?: object): Response {
    let own: ReadableStreamDefaultController<Uint8Array> | undefined
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller
        controller.enqueue(this.#encoder.encode('retry: 300\n\n')) // the server may start again
        if (first) controller.enqueue(this.#encode(first))
        if (this.#isClosed) controller.close()
        else this.#phones.add(controller)
      },
      cancel: () => {
        if (own) this.#phones.delete(own)
      },
    })
    return new Response(body, {
      headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' },
    })
  }

  send(message: object) {
    const bytes = this.#encode(message)
    for (const phone of this.#phones) phone.enqueue(bytes)
  }

  close() {
    this.#isClosed = true
    for (const phone of this.#phones) phone.close()
    this.#phones.clear()
  }

  #encode = (message: object) => this.#encoder.encode(`data: ${JSON.stringify(message)}\n\n`)
}
