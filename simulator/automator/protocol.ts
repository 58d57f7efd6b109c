/**
 * The messages of WeChat DevTools' automation protocol: JSON in WebSocket text frames. A request has
 * an `id`, its answer the same one; an event has none.
 */
export interface Request {
  id: string
  method: string
  params: Params
}

/** Parameters of a request. */
export type Params = Record<string, unknown>

/** The answer to a request: a result or an error. */
export type Answer = { id: string; result: unknown } | { id: string; error: { message: string } }

/** Why a request is refused. `message` is what the client's promise rejects with. */
export class ProtocolError extends Error {
  override name = 'ProtocolError' as const
}

/** Answers requests: `App.callWxMethod` with its parameters. */
export type Call = (method: string, params: Params) => Promise<unknown>

/**
 * A request out of a text frame.
 *
 * @throws ProtocolError when the frame is no request
 */
export function readRequest(text: string): Request {
  let frame: unknown
  try {
    frame = JSON.parse(text)
  } catch {
    throw new ProtocolError('A frame must be JSON: {"id": "1", "method": "Tool.getInfo"}.')
  }
  const { id, method, params } = (frame ?? {}) as Partial<Request>
  const isRequest = (typeof id === 'string' || typeof id === 'number') && typeof method === 'string'
  if (!isRequest) throw new ProtocolError('A request must have an "id" and a "method".')
  return { id, method, params: params ?? {} }
}

/** Answers a request with what `call` gives, or with why it fails. */
export async function answer({ id, method, params }: Request, call: Call): Promise<Answer> {
  try {
    return { id, result: (await call(method, params)) ?? {} }
  } catch (error) {
    return { id, error: { message: messageOf(error) } }
  }
}

/** The words of whatever was thrown: also a plain result of `wx`, which has an `errMsg`. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message
  const { errMsg, message } = (error ?? {}) as { errMsg?: unknown; message?: unknown }
  if (typeof errMsg === 'string') return errMsg
  if (typeof message === 'string') return message
  return typeof error === 'string' ? error : (JSON.stringify(error) ?? String(error))
}
