import { readSeconds, fieldsOf } from './answers'
import type { BackendUser } from './backend-options'
import { call, type CallOptions, type GetOptions, type PostOptions, type Reader } from './call'
import { pathOf } from './http'
import { userFrom } from './login'
import { stream } from './stream'
import type { Call } from './task'

export interface UploadOptions extends CallOptions {
  /** The name of the file's field; `file` by default. */
  name?: string
  /** The form's other fields. */
  data?: Record<string, string>
  /** Per cent done. */
  onProgress?: (percent: number) => void
}

export type DownloadOptions = CallOptions & Pick<UploadOptions, 'onProgress'>

function get<T>(path: string, options: GetOptions & Reader<T>): Call<T>
function get(path: string, options?: GetOptions): Call<unknown>
function get(path: string, options: GetOptions = {}): Call<unknown> {
  return call({ method: 'GET', path, data: options.data }, options)
}

function post<T>(path: string, data: object | undefined, options: PostOptions & Reader<T>): Call<T>
function post(path: string, data?: object, options?: PostOptions): Call<unknown>
function post(path: string, data?: object, options: PostOptions = {}): Call<unknown> {
  return call({ method: 'POST', path, data }, options)
}

function put<T>(path: string, data: object, options: CallOptions & Reader<T>): Call<T>
function put(path: string, data: object, options?: CallOptions): Call<unknown>
function put(path: string, data: object, options: CallOptions = {}): Call<unknown> {
  return call({ method: 'PUT', path, data }, options)
}

function remove(path: string, options: CallOptions = {}): Call<unknown> {
  return call({ method: 'DELETE', path }, options)
}

function upload<T>(path: string, filePath: string, options: UploadOptions & Reader<T>): Call<T>
function upload(path: string, filePath: string, options?: UploadOptions): Call<unknown>
function upload(path: string, filePath: string, options: UploadOptions = {}): Call<unknown> {
  const { name, data, onProgress } = options
  return call({ method: 'UPLOAD', path, filePath, name, data, onProgress }, options)
}

function download(path: string, options: DownloadOptions = {}): Call<string> {
  return call({ method: 'DOWNLOAD', path, onProgress: options.onProgress }, options) as Call<string>
}

/**
 * The backend. Every call settles before its deadline, with the answer or one `LoginError`:
 * `ERR_SIGNED_OUT`, `ERR_USER_CHANGED`, `ERR_SESSION_EXPIRED`, `ERR_TIMEOUT`, `ERR_OFFLINE`,
 * `ERR_NETWORK`, `ERR_ABORTED`, `ERR_USAGE`, or what the backend's refusal means.
 *
 * `download` gives the path of a temporary file. `stream` hands an answer out as it comes.
 */
export const api = { get, post, put, delete: remove, upload, download, stream }

/** What the backend answers to who is signed in. */
export interface SessionAnswer {
  /** Seconds left. */
  expiresIn: number
  user: BackendUser
}

/** Who the backend thinks is signed in, and for how long. */
export const getSession = (): Call<SessionAnswer> =>
  get(pathOf('session'), {
    read(body) {
      const { expiresIn, user } = fieldsOf(body)
      return { expiresIn: readSeconds(expiresIn), user: userFrom(user) }
    },
  })
