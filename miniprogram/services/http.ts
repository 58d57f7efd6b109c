import { backend } from '../config'
import { readAnswer } from './answers'
import type { Paths } from './backend-options'
import { ServiceError } from './errors'
import { changeSession, type Session } from './session-store'
import type { Task } from './task'
import { isFile, transfer, type HttpCall } from './transfer'

/** The holder of the token to send: a session, or a login that has not finished yet. */
type Carrier = Partial<Session>

/** The path of one of the template's own calls. */
export function pathOf(name: keyof Paths, usual = `/api/${name}`): string {
  const own = backend.paths && backend.paths[name]
  return own === undefined ? usual : own
}

/**
 * One exchange with the backend: sends, waits, reads. It ends with `task`.
 *
 * @param milliseconds for WeChat, which gives up after a minute by itself
 * @param session the session to send with: its token goes in headers, never in the URL, and is
 *   updated in place when the answer changes it
 * @throws ServiceError `ERR_OFFLINE`, `ERR_NETWORK`, `ERR_TIMEOUT`, `ERR_USAGE`, or what the
 *   backend's refusal means
 */
export async function exchange(
  task: Task<unknown>,
  call: HttpCall,
  milliseconds: number,
  session?: Carrier,
): Promise<unknown> {
  const { method, path, data, take } = call
  const url = addressOf(call)
  const headers = headersFor(call, session)
  if (backend.beforeSend) {
    const outgoing = { method, path, data, headers: { ...headers } }
    Object.assign(headers, await backend.beforeSend(outgoing))
    task.check()
  }
  Object.assign(headers, call.headers)
  const answer = await transfer(task, call, { url, header: headers, timeout: milliseconds })
  if (session && backend.tokenFrom) {
    const token = backend.tokenFrom(answer, session.token || '')
    if (token && token !== session.token) changeSession(session, { token })
  }
  const read = () => (backend.readAnswer || readAnswer)(answer)
  const body = await (take ? take(answer, read) : read())
  return method === 'DOWNLOAD' ? answer.filePath : body
}

/** True when calls of this backend carry our session. */
export const carriesSession = (name?: string) => !name || otherBackend(name).hasToken === true

function otherBackend(name: string) {
  const other = backend.others && backend.others[name]
  if (other && other.url) return other // `constructor` is none
  throw new ServiceError('ERR_USAGE', `config.ts has no other backend "${name}"`)
}

/** The address of a call; a path that could change its host is refused. */
function addressOf({ path, backend: name }: HttpCall): string {
  const { url } = name ? otherBackend(name) : backend
  const root = (typeof url === 'function' ? url() : url).replace(/\/+$/, '')
  if (/^https?:\/\/[^/]/.test(root) && path && path[0] === '/') return root + path
  throw new ServiceError('ERR_USAGE', `config.ts needs "https://...", a path "/...": ${path}`)
}

function headersFor({ method }: HttpCall, session?: Carrier) {
  const headers: Record<string, string> = {}
  if (!isFile(method)) headers['content-type'] = 'application/json'
  const token = session && session.token
  if (!token) return headers
  const own = backend.tokenHeaders
  return Object.assign(headers, own ? own(token) : { Authorization: `Bearer ${token}` })
}
