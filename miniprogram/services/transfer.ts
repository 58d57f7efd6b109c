/** The three APIs that reach a backend: `wx.request`, `wx.uploadFile`, `wx.downloadFile`. */
import { backend } from '../config'
import { fieldsOf } from './answers'
import type { Answer, OutgoingCall } from './backend-options'
import { ServiceError, type ServiceErrorCode } from './errors'
import type { Task } from './task'
import { callWechat } from './wechat-call'

/** Time WeChat may take to say whether the phone has a connection. */
const NETWORK_TYPE_MS = 200

/** One request, upload or download on its way to WeChat. */
export interface HttpCall {
  method: OutgoingCall['method']
  /** From the backend's root, beginning with `/`. */
  path: string
  /** The body; of a GET, the query; of an upload, the other fields of the form (texts). */
  data?: object
  headers?: Record<string, string>
  /** One of `others` in `config.ts`. */
  backend?: string
  /** UPLOAD: the file on the phone, and the name of its field. */
  filePath?: string
  name?: string
  /** Called each time that it is sent, with the milliseconds that it has. */
  onSent?: (task: Task<unknown>, sent: WechatTask, milliseconds: number) => void
  /** More options for `wx.request`. */
  more?: object
  /** Reads the answer in place of the reader in `config.ts`, which it gets as an argument. */
  take?: (answer: Answer, read: () => unknown) => unknown
}

/** Options that all three share. */
interface Envelope {
  url: string
  header: Record<string, string>
  timeout: number
}

/** WeChat's answer. */
export interface Result {
  statusCode: number
  data?: unknown
  header?: Record<string, unknown>
  cookies?: string[]
  tempFilePath?: string
}

/** The task that WeChat returns at once, as far as the phone's base library has it. */
export interface WechatTask {
  abort: () => void
  onProgressUpdate?: (listener: (update: { progress: number }) => void) => void
  onHeadersReceived?: (listener: (update: Partial<Result>) => void) => void
  onChunkReceived?: (listener: (update: { data: ArrayBuffer }) => void) => void
}

/**
 * Lets WeChat send a call, until `task` ends. Callbacks that come twice count once.
 *
 * @throws ServiceError `ERR_OFFLINE`, `ERR_NETWORK`, `ERR_TIMEOUT`
 */
export async function transfer(
  task: Task<unknown>,
  call: HttpCall,
  envelope: Envelope,
): Promise<Answer> {
  const { method, path } = call
  const asked = new Promise<Result>((resolve, reject) => {
    const sent = send(call, { ...envelope, success: resolve, fail: reject })
    if (!sent) return
    task.onEnd(() => sent.abort())
    if (call.onSent) call.onSent(task, sent, envelope.timeout)
  })
  try {
    const { statusCode, header = {}, cookies, data, tempFilePath } = await asked
    const body = method === 'UPLOAD' ? parsed(data) : data
    return { status: statusCode, header, cookies, body, filePath: tempFilePath }
  } catch (failure) {
    const text = String(fieldsOf(failure).errMsg || failure)
    // The reason is of no interest once the call has settled.
    const code = task.isOver ? 'ERR_ABORTED' : await codeOfFailure(text)
    throw new ServiceError(code, `${method} ${path}: ${text}`)
  }
}

/** True for uploads and downloads. */
export const isFile = (method: HttpCall['method']) => method === 'UPLOAD' || method === 'DOWNLOAD'

type Callbacks = { success: (result: Result) => void; fail: (failure: unknown) => void }

function send(call: HttpCall, options: Envelope & Callbacks): WechatTask | undefined {
  const { method, data, more } = call
  if (method === 'DOWNLOAD') return wx.downloadFile(options)
  if (method === 'UPLOAD') {
    const { filePath = '', name = 'file' } = call
    return wx.uploadFile({ ...options, filePath, name, formData: data })
  }
  // WeChat turns the object of a POST into JSON; without one it would send no body at all.
  const body = data || (method === 'GET' ? undefined : {})
  const request = { ...options, method, data: body, ...more } as WechatMiniprogram.RequestOption
  return (backend.request || wx.request)(request) as WechatTask | undefined
}

/** A listener of WeChat's, for as long as `task` lasts. What it throws ends the task. */
export const listener =
  <Update>(task: Task<unknown>, take: (update: Update) => void) =>
  (update: Update) => {
    if (task.isOver) return
    try {
      take(update)
    } catch (error) {
      task.end(error)
    }
  }

/** An `onSent` that tells how far an upload or a download is. */
export const progressTo =
  (onProgress?: (percent: number) => void): HttpCall['onSent'] =>
  (task, sent) => {
    if (!onProgress || !sent.onProgressUpdate) return
    sent.onProgressUpdate(listener(task, ({ progress }) => onProgress(progress)))
  }

/**
 * Why nothing came back. The text after `request:fail ` differs by system: only "timeout" is sure.
 * Whether the phone has a connection, WeChat knows; it answers within milliseconds, or is not
 * waited for.
 */
async function codeOfFailure(errMsg: string): Promise<ServiceErrorCode> {
  const asked = callWechat<{ networkType: string }>(
    'getNetworkType',
    (callbacks) => wx.getNetworkType(callbacks),
    NETWORK_TYPE_MS,
  )
  const { networkType } = await asked.catch(() => ({ networkType: '' }))
  if (networkType === 'none') return 'ERR_OFFLINE'
  return /timeout/.test(errMsg) ? 'ERR_TIMEOUT' : 'ERR_NETWORK'
}

/** An upload's answer comes as text; WeChat parses only that of a request. */
export function parsed(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : data
  } catch {
    return data
  }
}
