/** Text that comes in pieces of bytes, and the events in it. */

/**
 * Turns pieces of UTF-8 into text; a character cut in two waits for its other half. `TextDecoder`
 * does the same, but not on every phone. What is no UTF-8 becomes U+FFFD.
 */
export function utf8Decoder(): (bytes: ArrayBuffer) => string {
  let rest = ''
  return (bytes) => {
    new Uint8Array(bytes).forEach((byte) => {
      rest += `%${byte < 16 ? '0' : ''}${byte.toString(16)}`
    })
    // The first bytes of a character whose others have not come yet.
    const [tail = ''] = /(%[cd].|%e.(%[89ab].)?|%f.(%[89ab].){0,2})$/.exec(rest) || []
    const whole = rest.slice(0, rest.length - tail.length)
    rest = tail
    return whole.replace(/(%[0-7].)+|(%[89a-f].)+/g, decode)
  }
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return '\ufffd'
  }
}

/** One of the server's events; `event` is `message` where the server names none. */
export interface ServerEvent {
  event: string
  data: string
  id: string
}

/**
 * Reads server-sent events from pieces of text.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export function eventReader(onEvent: (event: ServerEvent) => void): (text: string) => void {
  let rest = ''
  let data: string[] = []
  let event = ''
  let id = ''
  const readLine = (line: string) => {
    const [, field, value = ''] = /^([^:]*):? ?(.*)/.exec(line)!
    if (field === 'data') data.push(value)
    else if (field === 'event') event = value
    else if (field === 'id') id = value
    if (line) return
    if (data.length > 0) onEvent({ event: event || 'message', data: data.join('\n'), id })
    data = []
    event = ''
  }
  return (text) => {
    rest += text
    // A carriage return at the end may be half of a line's end.
    const lines = rest.split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop()!
    lines.forEach(readLine)
  }
}
