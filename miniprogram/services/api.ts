import { call, type CallOptions, type GetOptions, type PostOptions, type Reader } from './call'
import type { Call } from './task'

/** Options of `api.upload`. */
export interface UploadOptions extends CallOptions {
  /** The name of the file's field; `file` by default. */
  name?: string
  /** The form's other fields. */
  data?: Record<string, string>
  /** Per cent done. */
  onProgress?: (percent: number) => void
}

/** Options of `api.download`. */
export type DownloadOptions = CallOptions & Pick<UploadOptions, 'onProgress'>

/** With a reader, a call gives what that makes of the answer. */
interface Api {
  get: {
    <T>(path: string, options: GetOptions & Reader<T>): Call<T>
    (path: string, options?: GetOptions): Call<unknown>
  }
  post: {
    <T>(path: string, data: object | undefined, options: PostOptions & Reader<T>): Call<T>
    (path: string, data?: object, options?: PostOptions): Call<unknown>
  }
  put: {
    <T>(path: string, data: object, options: CallOptions & Reader<T>): Call<T>
    (path: string, data: object, options?: CallOptions): Call<unknown>
  }
  delete: (path: string, options?: CallOptions) => Call<unknown>
  upload: {
    <T>(path: string, filePath: string, options: UploadOptions & Reader<T>): Call<T>
    (path: string, filePath: string, options?: UploadOptions): Call<unknown>
  }
  /** The path of a temporary file. */
  download: (path: string, options?: DownloadOptions) => Call<string>
}

const sendBy = (method: 'POST' | 'PUT') => (path: string, data?: object, options?: PostOptions) =>
  call({ method, path, data }, options)

/**
 * The backend. Every call settles before its deadline, with the answer or one `ServiceError`:
 * `ERR_SIGNED_OUT`, `ERR_USER_CHANGED`, `ERR_SESSION_EXPIRED`, `ERR_TIMEOUT`, `ERR_OFFLINE`,
 * `ERR_NETWORK`, `ERR_ABORTED`, `ERR_USAGE`, or what the backend's refusal means.
 *
 * For answers that come in pieces there is `services/stream`.
 */
export const api = {
  get: (path: string, options?: GetOptions) =>
    call({ method: 'GET', path, data: options && options.data }, options),
  post: sendBy('POST'),
  put: sendBy('PUT'),
  delete: (path, options) => call({ method: 'DELETE', path }, options),
  upload(path: string, filePath: string, options: UploadOptions = {}) {
    const { name, data } = options
    return call({ method: 'UPLOAD', path, filePath, name, data }, options)
  },
  download: (path, options) => call({ method: 'DOWNLOAD', path }, options),
} as Api
