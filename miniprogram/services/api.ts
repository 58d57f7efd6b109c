import { sessionAnswerFrom } from './contract'
import { withDeadline, type Settle, type Timed } from './deadline'
import { codeOf, LoginError } from './errors'
import { exchange, type HttpRequest } from './http'
import { distrust, ensureSignedIn, heldSession, isReady, renew, signIn, signOut } from './session'
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

type Attempt = (
  token: string | undefined,
  onAnswer: Settle<unknown>,
  onFailure: Settle<LoginError>,
) => void

/** One promise and one timer a call; callbacks between them, since every hop costs each call. */
function send(call: HttpRequest, options: AnyOptions = {}, deadline = DEADLINE_MS): Call<unknown> {
  const { role = 'authorized', timeout = deadline, read } = options
  let retries = options.retries || 0
  const what = `${call.method} ${call.path}`
  const task = withDeadline<unknown>(what, timeout, (resolve, reject, timed) => {
    const answered = (answer: unknown) => {
      try {
        resolve(read ? read(answer) : answer)
      } catch (error) {
        reject(error)
      }
    }
    const failed = (reason: LoginError) => {
      if (retries-- < 1 || !isUnreached(reason)) return reject(reason)
      new Promise((again) => setTimeout(again, RETRY_AFTER_MS)).then(run).catch(reject)
    }
    const attempt: Attempt = (token, onAnswer, onFailure) => {
      // Once the caller was answered, nothing is sent any more.
      if (!timed.isOver) timed.stop = exchange(call, token, timeout, onAnswer, onFailure)
    }
    const run = () => {
      if (timed.isOver) return
      if (role === 'authorized') authorized(timed, attempt, answered, failed)
      else if (role === 'public') attempt(undefined, answered, failed)
      else if (role === 'login') signIn(call.data || {}, call.path).then(answered, reject)
      else answered(signOut(call.path))
    }
    run()
  }) as Timed<unknown> & Call<unknown>
  task.abort = () => task.end(new LoginError('ERR_ABORTED', what))
  return measured('call', task)
}

/** A request in the signed-in user's name. With a live session it is sent at once, without waiting. */
function authorized(
  timed: Timed<unknown>,
  attempt: Attempt,
  answered: Settle<unknown>,
  failed: Settle<LoginError>,
) {
  const begin = (session: Session) => {
    timed.owner = session.userId
    attempt(session.token, answered, (refusal) => {
      if (refusal.code !== 'ERR_SESSION_EXPIRED') failed(refusal)
      else replay(session, attempt).then(answered, failed)
    })
  }
  const session = heldSession()
  timed.owner = session ? session.userId : ''
  if (session && isReady(session)) begin(session)
  else ensureSignedIn().then(begin).catch(failed)
}

/**
 * The backend says that the session is over: it is renewed and the request sent once more. That once
 * is safe, since a refused request did nothing.
 */
async function replay(refused: Session, attempt: Attempt): Promise<unknown> {
  const session = await renew(refused)
  const sent = new Promise((resolve, reject) => attempt(session.token, resolve, reject))
  sent.catch((error) => {
    if (codeOf(error) === 'ERR_SESSION_EXPIRED') distrust(session, error)
  })
  return measured('replay', sent)
}

const isUnreached = ({ code }: LoginError) => code === 'ERR_NETWORK' || code === 'ERR_OFFLINE'

function get<T>(path: string, options: GetOptions & Reader<T>): Call<T>
function get(path: string, options?: GetOptions): Call<unknown>
function get(path: string, options?: GetOptions): Call<unknown> {
  return send({ method: 'GET', path, data: options && options.data }, options)
}

function post<T>(path: string, data: object | undefined, options: PostOptions & Reader<T>): Call<T>
function post(path: string, data?: object, options?: PostOptions): Call<unknown>
function post(path: string, data?: object, options?: PostOptions): Call<unknown> {
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
function upload(path: string, filePath: string, options?: UploadOptions): Call<unknown> {
  return send({ ...options, method: 'UPLOAD', path, filePath }, options, FILE_DEADLINE_MS)
}

function download(path: string, options?: DownloadOptions): Call<string> {
  const call = { ...options, method: 'DOWNLOAD', path } as const
  return send(call, options, FILE_DEADLINE_MS) as Call<string>
}

/**
 * The backend. Every call settles before its deadline, with the answer or one `LoginError`:
 * `ERR_SIGNED_OUT`, `ERR_USER_CHANGED`, `ERR_SESSION_EXPIRED`, `ERR_TIMEOUT`, `ERR_OFFLINE`,
 * `ERR_NETWORK`, `ERR_ABORTED`, or what `contract.ts` makes of a refusal.
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
