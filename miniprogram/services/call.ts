/** One call of the backend, from its beginning to its answer. */
import { codeOf, ServiceError } from './errors'
import { carriesSession, exchange } from './http'
import { distrust, liveSession, sessionFor } from './renewal'
import { heldSession, type Session } from './session-store'
import { signIn, signOut } from './session'
import { begin, type Call, type Task } from './task'
import { measured } from './telemetry'
import { isFile, progressTo, type HttpCall } from './transfer'

/** Options of every call. */
export interface CallOptions {
  /**
   * `authorized` (default): in the signed-in user's name. `public`: no token, no waiting. Calls of a
   * backend without `hasToken` are public by default.
   */
  role?: 'authorized' | 'public'
  /**
   * Milliseconds for the whole call, with all waiting; 30 s, files 60 s. `0` and `Infinity`: no
   * limit of the caller's own, so these stay.
   */
  timeout?: number | null
  /** More headers. */
  headers?: Record<string, string>
  /** Another backend, by its name in `config.ts`. */
  backend?: string
}

/** Options of a GET. */
export interface GetOptions extends CallOptions {
  /** Becomes the query. */
  data?: object
  /**
   * Number of retries when the backend is not reached, or asks to come back later (429).
   * Only for GET: it changes nothing.
   */
  retries?: number
}

/**
 * The role of a POST. `login`: it carries a new login code, and its answer becomes the session.
 * `logout`: the session ends here at once, and there if the request arrives.
 */
export interface PostOptions extends Omit<CallOptions, 'role'> {
  role?: 'authorized' | 'public' | 'login' | 'logout'
}

/** Checks an answer and gives it its type; throws `ServiceError` `ERR_SERVER` if it is not right. */
export interface Reader<T> {
  read: (answer: unknown) => T
}

type AnyOptions = Omit<PostOptions, 'data'> &
  Pick<GetOptions, 'retries'> &
  Partial<Reader<unknown>> & { onProgress?: (percent: number) => void }

const DEADLINE_MS = 30_000
const FILE_DEADLINE_MS = 60_000
const RETRY_AFTER_MS = 1500
/** The longest delay a timer can hold; above it, it would fire at once. */
export const LONGEST_MS = 2 ** 31 - 1

/** Begins a call. */
export function call(request: HttpCall, options: AnyOptions = {}): Call<unknown> {
  const { role, timeout, headers, backend, read, onProgress } = options
  const asked = { onSent: progressTo(onProgress), ...request, headers, backend }
  const what = `${request.method} ${request.path}`
  const milliseconds = limitOf(timeout, isFile(request.method) ? FILE_DEADLINE_MS : DEADLINE_MS)
  const work = async (task: Task<unknown>) => {
    if (milliseconds === undefined) throw new ServiceError('ERR_USAGE', `${what}: bad timeout`)
    const answer = await perform(task, asked, options, milliseconds)
    return read ? read(answer) : answer
  }
  const isPrivate = role !== 'public' && role !== 'logout'
  return measured('call', begin(what, milliseconds || DEADLINE_MS, work, isPrivate))
}

/** Milliseconds; `undefined` for what is no time. */
function limitOf(timeout: unknown, usual: number): number | undefined {
  if (timeout === undefined || timeout === null || timeout === 0) return usual
  if (typeof timeout !== 'number' || !(timeout > 0)) return undefined
  return timeout > LONGEST_MS ? usual : timeout
}

async function perform(
  task: Task<unknown>,
  request: HttpCall,
  options: AnyOptions,
  milliseconds: number,
): Promise<unknown> {
  const hasToken = carriesSession(request.backend)
  const role = options.role || (hasToken ? 'authorized' : 'public')
  if (role === 'login') return task.wait(signIn(request.data || {}, request.path))
  if (role === 'logout') return signOut(request.path)
  if (role === 'authorized' && !hasToken) {
    throw new ServiceError('ERR_USAGE', `config.ts: ${request.backend} has not our token`)
  }
  let triesLeft = options.retries || 0
  let isReplay = false
  let session = role === 'authorized' ? await ownSession(task) : undefined
  for (;;) {
    task.check()
    try {
      const step = isReplay ? 'replay' : 'exchange'
      return await measured(step, exchange(task, request, milliseconds, session))
    } catch (error) {
      task.check()
      if (session && codeOf(error) === 'ERR_SESSION_EXPIRED') {
        if (isReplay) throw distrust(session, error)
        // Sending again is safe, once: a request that was refused did nothing.
        isReplay = true
        session = await sessionFor(task, session)
      } else {
        const wait = pauseBefore(error as ServiceError)
        if (triesLeft-- < 1 || wait > milliseconds) throw error
        await new Promise((again) => setTimeout(again, wait))
        task.check()
        if (session) session = await ownSession(task)
      }
    }
  }
}

/** The session of the call's user; from then on, the call ends when somebody else signs in. */
async function ownSession(task: Task<unknown>): Promise<Session> {
  const held = heldSession()
  if (held && task.userId === undefined) task.userId = held.user.id
  const session = liveSession() || (await sessionFor(task))
  task.check()
  task.userId = session.user.id
  return session
}

/** Milliseconds until it may be tried again. */
function pauseBefore({ code, retryAfter }: ServiceError): number {
  if (retryAfter !== undefined) return Math.max(RETRY_AFTER_MS, retryAfter * 1000)
  return code === 'ERR_NETWORK' || code === 'ERR_OFFLINE' ? RETRY_AFTER_MS : Infinity
}
