import { ORIGIN } from './server.ts'

export interface Answer {
  status: number
  headers: Headers
  /** The JSON body; `{}` where there is none. */
  body: Record<string, unknown> & {
    error?: { code: string; message: string; requestId: string }
  }
}

export const JSON_TYPE = { 'Content-Type': 'application/json' }

/** A request as curl would send it. */
export async function call(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(ORIGIN + path, { method, ...init })
  const text = await response.text()
  const body = (text === '' ? {} : JSON.parse(text)) as Answer['body']
  return { status: response.status, headers: response.headers, body }
}

export const post = (path: string, body: object = {}) =>
  call('POST', path, { headers: JSON_TYPE, body: JSON.stringify(body) })

/** A login code, as the WeChat app gets one. */
export const newCode = async (who: { user?: string } = {}) =>
  (await post('/__client/login', who)).body.code as string
