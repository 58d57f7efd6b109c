import { backendUrl } from '../config'
import { answerFrom } from './contract'
import { withDeadline, type Settle, type Timed } from './deadline'
import { LoginError } from './errors'

const DEADLINE_MS = 15_000

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'UPLOAD' | 'DOWNLOAD'
  /** From the backend's root: `/api/session`. */
  path: string
  /** The body; of a GET, the query; of an upload, the other fields of the form (texts). */
  data?: object
  /** Our session token; it travels in a header, never in the address. */
  token?: string
  /** UPLOAD: the file on the phone, and the name of its field. */
  filePath?: string
  name?: string
  /** Uploads and downloads: per cent done. */
  onProgress?: (percent: number) => void
}

interface Task {
  abort: () => void
  onProgressUpdate?: (listener: (update: { progress: number }) => void) => void
}

/**
 * Starts one exchange with the backend.
 *
 * @returns how to abort it
 */
export function exchange(
  { method, path, data, token, filePath, name, onProgress }: HttpRequest,
  timeout: number,
  resolve: Settle<unknown>,
  reject: Settle<LoginError>,
): () => void {
  const header: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {}
  const common = {
    url: backendUrl() + path,
    header,
    timeout,
    success(result: { statusCode: number; data?: unknown; tempFilePath?: string }) {
      try {
        const answer = answerFrom(result.statusCode, parsed(result.data))
        resolve(method === 'DOWNLOAD' ? result.tempFilePath : answer)
      } catch (error) {
        reject(error as LoginError)
      }
    },
    // The text after `request:fail ` differs by system; only "timeout" is told apart.
    fail({ errMsg }: { errMsg: string }) {
      const code = errMsg.indexOf('timeout') < 0 ? 'ERR_NETWORK' : 'ERR_TIMEOUT'
      reject(new LoginError(code, `${method} ${path}: ${errMsg}`))
    },
  }
  let task: Task
  if (method === 'UPLOAD') {
    task = wx.uploadFile({
      ...common,
      filePath: filePath || '',
      name: name || 'file',
      formData: data,
    })
  } else if (method === 'DOWNLOAD') {
    task = wx.downloadFile(common)
  } else {
    header['content-type'] = 'application/json'
    // WeChat turns the object of a POST into JSON; without one it would send no body at all.
    task = wx.request({ ...common, method, data: data || (method === 'GET' ? undefined : {}) })
  }
  if (onProgress && task.onProgressUpdate) {
    task.onProgressUpdate(({ progress }) => onProgress(progress))
  }
  return () => task.abort()
}

/**
 * One request to the backend; its answer on success, and on everything else a `LoginError`.
 *
 * @throws LoginError `ERR_NETWORK`, `ERR_TIMEOUT`, or what `contract.ts` makes of the refusal
 */
export function request(call: HttpRequest): Timed<unknown> {
  return withDeadline(`${call.method} ${call.path}`, DEADLINE_MS, (resolve, reject) =>
    exchange(call, DEADLINE_MS, resolve, reject),
  )
}

/** An upload's answer comes as text; WeChat parses only that of a request. */
function parsed(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : data
  } catch {
    return data
  }
}
