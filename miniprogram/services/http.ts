import { backend } from '../config'
import { readAnswer } from './answers'
import type { Paths } from './backend-options'
import { LoginError } from './errors'
import { changeSession, type Session } from './session-store'
import type { Task } from './task'
import { parsed, transfer, type HttpCall } from './transfer'

/** Whatever a token is sent from, and kept in: a session, or one that is being made. */
type Carrier = Partial<Session>

/** Where one of the template's own calls goes. */
export function pathOf(name: keyof Paths, usual = `/api/${name}`): string {
  const own = backend.paths && backend.paths[name]
  return own === undefined ? usual : own
}

/**
 * One exchange with the backend: sends, waits, reads. It ends with `task`.
 *
 * @param milliseconds for WeChat, which gives up after a minute by itself
 * @param session in whose name; it travels in headers, never in the address. What the answer makes
 *   of its token is kept in it
 * @throws LoginError `ERR_OFFLINE`, `ERR_NETWORK`, `ERR_TIMEOUT`, `ERR_USAGE`, or what the
 *   backend's refusal means
 */
export async function exchange(
  task: Task<unknown>,
  call: HttpCall,
  milliseconds: number,
  session?: Carrier,
): Promise<unknown> {
  const { method, path, data, sink } = call
  const url = addressOf(call)
  const headers = headersFor(call, session)
  if (backend.beforeSend) {
    const more = backend.beforeSend({ method, path, data, headers: { ...headers } })
    Object.assign(headers, isPromise(more) ? await more : more)
    task.check()
  }
  Object.assign(headers, call.headers)
  const answer = await transfer(task, call, { url, header: headers, timeout: milliseconds })
  if (session && backend.tokenFrom)
    keepToken(session, backend.tokenFrom(answer, session.token || ''))
  if (sink && sink.isGood()) return undefined
  const text = sink && (sink.text() || String(answer.body))
  if (text) answer.body = parsed(text)
  const read = (backend.readAnswer || readAnswer)(answer)
  const body = isPromise(read) ? await read : read
  if (sink && text) sink.handOut(text)
  return method === 'DOWNLOAD' ? answer.filePath : body
}

/** Whether calls of this backend carry our session. */
export const carriesSession = (name?: string) => !name || otherBackend(name).hasToken === true

function otherBackend(name: string) {
  const { others = {} } = backend
  if (Object.keys(others).indexOf(name) >= 0) return others[name]!
  throw new LoginError('ERR_USAGE', `config.ts has no other backend "${name}"`)
}

/** The address of a call; a path that could change its host is refused. */
function addressOf({ path, backend: name }: HttpCall): string {
  const { url } = name ? otherBackend(name) : backend
  const root = (typeof url === 'function' ? url() : url).replace(/\/+$/, '')
  if (/^https?:\/\/[^/]/.test(root) && path && path[0] === '/') return root + path
  throw new LoginError('ERR_USAGE', `config.ts needs "https://...", a path "/...": ${path}`)
}

function headersFor({ method }: HttpCall, session?: Carrier) {
  const headers: Record<string, string> = {}
  if (method !== 'UPLOAD' && method !== 'DOWNLOAD') headers['content-type'] = 'application/json'
  const token = session && session.token
  if (!token) return headers
  const own = backend.tokenHeaders
  return Object.assign(headers, own ? own(token) : { Authorization: `Bearer ${token}` })
}

function keepToken(session: Carrier, token: string) {
  if (token && token !== session.token) changeSession(session, { token })
}

const isPromise = <T>(value: T | PromiseLike<T>): value is PromiseLike<T> =>
  typeof value === 'object' && value !== null && 'then' in value
