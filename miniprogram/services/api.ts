import { sessionAnswerFrom } from './contract'
import { withDeadline, type Timed } from './deadline'
import { codeOf, LoginError } from './errors'
import { exchange, type HttpRequest } from './http'
import { enlist, ensureSignedIn, renew, signIn, signOut } from './session'
import type { Session } from './storage'
import { measured } from './telemetry'

/** A call under way. Ending it ends nothing else: a sign-in it waits for goes on. */
export interface Call<T> extends Promise<T> {
  /** Rejects the call with `ERR_ABORTED`, unless it has settled. */
  abort: () => void
}

export interface CallOptions {
  /** `authorized` (default): in the signed-in user's name. `public`: no token, no waiting. */
  role?: 'authorized' | 'public'
  /** Milliseconds for the whole call, with all waiting; 30 s, files 60 s. */
  timeout?: number
}

export interface GetOptions extends CallOptions {
  /** Becomes the query. */
  data?: object
  /** How often to try again when the backend is not reached. Only for GET: it changes nothing. */
  retries?: number
}

/**
 * What a POST is for. `login`: it carries a new login code, and its answer becomes the session.
 * `logout`: the session ends here at once, and there if the request arrives.
 */
export interface PostOptions extends Omit<CallOptions, 'role'> {
  role?: 'authorized' | 'public' | 'login' | 'logout'
}

export interface UploadOptions extends CallOptions {
  /** The name of the file's field; `file` by default. */
  name?: string
  /** The form's other fields. */
  data?: Record<string, string>
  onProgress?: (percent: number) => void
}

export type DownloadOptions = CallOptions & Pick<UploadOptions, 'onProgress'>

/** Checks an answer and gives it its type; throws `LoginError` `ERR_SERVER` if it is not right. */
export interface Reader<T> {
  read: (answer: unknown) => T
}

type AnyOptions = Omit<PostOptions, 'role'> & {
  role?: PostOptions['role']
  retries?: number
} & Partial<Reader<unknown>>

const DEADLINE_MS = 30_000
const FILE_DEADLINE_MS = 60_000
const RETRY_AFTER_MS = 1500

type Attempt = (token?: string) => Promise<unknown>

function send(call: HttpRequest, options: AnyOptions = {}, deadline = DEADLINE_MS): Call<unknown> {
  const { role = 'authorized', timeout = deadline, retries = 0 } = options
  const { read } = options
  const what = `${call.method} ${call.path}`
  const task: Timed<unknown> = withDeadline(what, timeout, (resolve, reject, isOver) => {
    let stop = () => {}
    const attempt: Attempt = (token) =>
      new Promise((done, fail) => {
        // Once the caller was answered, nothing is sent any more.
        if (!isOver()) stop = exchange({ ...call, token }, timeout, done, fail)
      })
    const perform = {
      authorized: () =>
        authorized(attempt, ({ userId }) => {
          if (!isOver()) enlist(task, userId)
        }),
      public: () => attempt(),
      login: () => signIn(call.data || {}, call.path),
      logout: async () => signOut(call.path),
    }
    const run = perform[role]
    const answer = retries ? retrying(run, retries) : run()
    ;(read ? answer.then(read) : answer).then(resolve, reject)
    return () => stop()
  })
  if (role === 'authorized') enlist(task)
  const made = measured('call', task) as Timed<unknown> & Call<unknown>
  made.abort = () => task.end(new LoginError('ERR_ABORTED', what))
  return made
}

/**
 * A request in the signed-in user's name. When the backend says the session is over, it is renewed
 * and the request sent once more: that once is safe, since a refused request did nothing.
 *
 * @param begins told whose request it is, before it is sent
 */
async function authorized(attempt: Attempt, begins: (session: Session) => void): Promise<unknown> {
  const session = await ensureSignedIn()
  begins(session)
  try {
    return await attempt(session.token)
  } catch (error) {
    if (codeOf(error) !== 'ERR_SESSION_EXPIRED') throw error
  }
  const { token } = await renew(session)
  return measured('replay', attempt(token))
}

async function retrying(run: () => Promise<unknown>, left: number): Promise<unknown> {
  try {
    return await run()
  } catch (error) {
    if (left < 1 || codeOf(error) !== 'ERR_NETWORK') throw error
  }
  await new Promise((again) => setTimeout(again, RETRY_AFTER_MS))
  return retrying(run, left - 1)
}

function get<T>(path: string, options: GetOptions & Reader<T>): Call<T>
function get(path: string, options?: GetOptions): Call<unknown>
function get(path: string, options: GetOptions = {}): Call<unknown> {
  return send({ method: 'GET', path, data: options.data }, options)
}

function post<T>(path: string, data: object | undefined, options: PostOptions & Reader<T>): Call<T>
function post(path: string, data?: object, options?: PostOptions): Call<unknown>
function post(path: string, data?: object, options: PostOptions = {}): Call<unknown> {
  return send({ method: 'POST', path, data }, options)
}

function put<T>(path: string, data: object, options: CallOptions & Reader<T>): Call<T>
function put(path: string, data: object, options?: CallOptions): Call<unknown>
function put(path: string, data: object, options?: CallOptions): Call<unknown> {
  return send({ method: 'PUT', path, data }, options)
}

function remove(path: string, options?: CallOptions): Call<unknown> {
  return send({ method: 'DELETE', path }, options)
}

function upload<T>(path: string, filePath: string, options: UploadOptions & Reader<T>): Call<T>
function upload(path: string, filePath: string, options?: UploadOptions): Call<unknown>
function upload(path: string, filePath: string, options: UploadOptions = {}): Call<unknown> {
  const { name, data, onProgress } = options
  const call = { method: 'UPLOAD', path, filePath, name, data, onProgress } as const
  return send(call, options, FILE_DEADLINE_MS)
}

function download(path: string, options: DownloadOptions = {}): Call<string> {
  const { onProgress } = options
  return send({ method: 'DOWNLOAD', path, onProgress }, options, FILE_DEADLINE_MS) as Call<string>
}

/**
 * The backend. Every call settles before its deadline, with the answer or one `LoginError`:
 * `ERR_SIGNED_OUT`, `ERR_USER_CHANGED`, `ERR_SESSION_EXPIRED`, `ERR_TIMEOUT`, `ERR_NETWORK`,
 * `ERR_ABORTED`, or what `contract.ts` makes of a refusal.
 *
 * `download` gives the path of a temporary file.
 */
export const api = { get, post, put, delete: remove, upload, download }

/** Who the backend thinks is signed in, and for how long. */
export const getSession = () => get('/api/session', { read: sessionAnswerFrom })

/** Deletes the user's data on the backend; then nobody is signed in. */
export async function deleteAccount(): Promise<void> {
  await remove('/api/account')
  signOut('')
}
