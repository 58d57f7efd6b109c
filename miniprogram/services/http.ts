import { backendUrl } from '../config'
import { answerFrom } from './contract'
import type { Settle, Timed } from './deadline'
import { LoginError } from './errors'

const TIMEOUT_MS = 15_000

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'UPLOAD' | 'DOWNLOAD'
  /** From the backend's root: `/api/session`. */
  path: string
  /** The body; of a GET, the query; of an upload, the other fields of the form (texts). */
  data?: object
  /** UPLOAD: the file on the phone, and the name of its field. */
  filePath?: string
  name?: string
  /** Uploads and downloads: per cent done. */
  onProgress?: (percent: number) => void
}

/** What the three APIs that reach the backend have in common, and what some of them take more. */
interface TaskOptions {
  url: string
  header: Record<string, string>
  timeout: number
  success: (result: { statusCode: number; data?: unknown; tempFilePath?: string }) => void
  fail: (failure: { errMsg: string }) => void
  method?: HttpRequest['method']
  data?: object
  filePath?: string
  name?: string
  formData?: object
}

interface Task {
  abort: () => void
  onProgressUpdate?: (listener: (update: { progress: number }) => void) => void
}

/**
 * Starts one exchange with the backend.
 *
 * @param token our session token; it travels in a header, never in the address
 * @returns how to abort it
 */
export function exchange(
  call: HttpRequest,
  token: string | undefined,
  timeout: number,
  resolve: Settle<unknown>,
  reject: Settle<LoginError>,
): () => void {
  const { method, path, data, onProgress } = call
  const options: TaskOptions = {
    url: backendUrl() + path,
    header: token ? { Authorization: `Bearer ${token}` } : {},
    timeout,
    success(result) {
      try {
        const answer = answerFrom(result.statusCode, parsed(result.data))
        resolve(method === 'DOWNLOAD' ? result.tempFilePath : answer)
      } catch (error) {
        reject(error as LoginError)
      }
    },
    // The text after `request:fail ` differs by system: only "timeout" is sure. Whether the phone
    // has a connection, WeChat knows.
    fail({ errMsg }) {
      const code = /timeout/.test(errMsg) ? 'ERR_TIMEOUT' : 'ERR_NETWORK'
      const complete = ({ networkType }: { networkType?: string }) => {
        const isOffline = networkType === 'none'
        reject(new LoginError(isOffline ? 'ERR_OFFLINE' : code, `${method} ${path}: ${errMsg}`))
      }
      wx.getNetworkType({ complete: complete as () => void })
    },
  }
  let task: Task
  if (method === 'UPLOAD') {
    options.filePath = call.filePath
    options.name = call.name || 'file'
    options.formData = data
    task = wx.uploadFile(options as WechatMiniprogram.UploadFileOption)
  } else if (method === 'DOWNLOAD') {
    task = wx.downloadFile(options)
  } else {
    options.header['content-type'] = 'application/json'
    options.method = method
    // WeChat turns the object of a POST into JSON; without one it would send no body at all.
    options.data = data || (method === 'GET' ? undefined : {})
    task = wx.request(options as WechatMiniprogram.RequestOption)
  }
  if (onProgress && task.onProgressUpdate) {
    task.onProgressUpdate(({ progress }) => onProgress(progress))
  }
  return () => task.abort()
}

/**
 * One request to the backend; its answer on success, and on everything else a `LoginError`. It has no
 * deadline but WeChat's own.
 *
 * @param timed what stops it when it is ended
 * @throws LoginError `ERR_OFFLINE`, `ERR_NETWORK`, `ERR_TIMEOUT`, or what `contract.ts` makes of the
 *   refusal
 */
export function request(
  call: HttpRequest,
  token?: string,
  timed: Pick<Timed<unknown>, 'stop'> = {},
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    timed.stop = exchange(call, token, TIMEOUT_MS, resolve, reject)
  })
}

/** An upload's answer comes as text; WeChat parses only that of a request. */
function parsed(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : data
  } catch {
    return data
  }
}
