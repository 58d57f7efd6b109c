/** One answer of the backend, read whole. */
export interface Answer {
  /** The request: method and path. */
  asked: string
  status: number
  headers: Headers
  text: string
  /** The JSON in it, out of its wrapping; `{}` where there is none. */
  body: Record<string, unknown> & { error?: { code?: unknown; message?: unknown } }
}

/** The wrapping around a backend's answers: `{code, data, msg}` and its relatives. */
export interface Envelope {
  data: string
  code: string
  message: string
}

/** Reads an answer whole; bodies that are no JSON count as `{}`. */
export async function readAnswer(
  asked: string,
  response: Response,
  envelope: Envelope | undefined,
): Promise<Answer> {
  const text = await response.text()
  const { status, headers } = response
  return { asked, status, headers, text, body: unwrap(parse(text), envelope) }
}

/** A JSON object; `{}` for any other text. */
export function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {} // no JSON: the check that needs it reports that
  }
}

function unwrap(body: Record<string, unknown>, envelope: Envelope | undefined): Answer['body'] {
  if (!envelope || !(envelope.code in body)) return body
  const data = body[envelope.data]
  if (isGood(body[envelope.code]) && typeof data === 'object' && data !== null) {
    return data as Answer['body']
  }
  if (isGood(body[envelope.code])) return {}
  return { error: { code: body[envelope.code], message: body[envelope.message] } }
}

/** The code such backends give when all is well. */
export const isGood = (code: unknown) =>
  [0, 200, '0', '200', true, 'ok', 'OK', 'success', 'SUCCESS'].includes(code as never)

const SHOWN_CHARACTERS = 300

/** An answer as a report shows it: short, and without tokens or keys that would stay in a log. */
export function showAnswer({ asked, status, text }: Answer): string {
  const hidden = text.replaceAll(/[\w+/=-]{20,}/g, (run) => `${run.slice(0, 4)}...`).trim()
  const short =
    hidden.length > SHOWN_CHARACTERS ? `${hidden.slice(0, SHOWN_CHARACTERS)} ...` : hidden
  return `${asked} -> ${status} ${short || '(no body)'}`
}
