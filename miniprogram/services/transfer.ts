/** The three APIs that reach a backend: `wx.request`, `wx.uploadFile`, `wx.downloadFile`. */
import { backend } from '../config'
import { fieldsOf } from './answers'
import type { Answer, OutgoingCall } from './backend-options'
import { LoginError, type LoginErrorCode } from './errors'
import type { Task } from './task'

/** How long WeChat may take to say whether the phone has a connection. */
const NETWORK_TYPE_MS = 200
/** For WeChat: a stream ends when it is silent, however long it is. */
const LONGEST_STREAM_MS = 3_600_000

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
  /** Uploads and downloads: per cent done. */
  onProgress?: (percent: number) => void
  /** The answer is wanted piece by piece. */
  sink?: ChunkSink
}

/** Where the pieces of an answer go. */
export interface ChunkSink {
  /** The request is sent, once more perhaps. */
  begin: () => void
  head: (status: number | undefined, header: Answer['header']) => void
  take: (bytes: ArrayBuffer) => void
  /** Pieces were, or will be, handed out. */
  isGood: () => boolean
  /** What was held back. */
  text: () => string
  handOut: (text: string) => void
}

/** What is the same for all three. */
interface Envelope {
  url: string
  header: Record<string, string>
  timeout: number
}

/** What WeChat answers with. */
interface Result {
  statusCode: number
  data?: unknown
  header?: Record<string, unknown>
  cookies?: string[]
  tempFilePath?: string
}

/** What WeChat returns at once, as far as the phone's base library has it. */
interface WechatTask {
  abort: () => void
  onProgressUpdate?: (listener: (update: { progress: number }) => void) => void
  onHeadersReceived?: (listener: (update: Partial<Result>) => void) => void
  onChunkReceived?: (listener: (update: { data: ArrayBuffer }) => void) => void
}

/**
 * Lets WeChat send a call, until `task` ends. Callbacks that come twice count once.
 *
 * @throws LoginError `ERR_OFFLINE`, `ERR_NETWORK`, `ERR_TIMEOUT`
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
    listen(task, call, sent, envelope.timeout)
  })
  try {
    const { statusCode, header = {}, cookies, data, tempFilePath } = await asked
    const body = method === 'UPLOAD' ? parsed(data) : data
    return { status: statusCode, header, cookies, body, filePath: tempFilePath }
  } catch (failure) {
    const text = String(fieldsOf(failure).errMsg || failure)
    // Nobody waits for the reason any more once the call is over.
    const code = task.isOver ? 'ERR_ABORTED' : await codeOfFailure(text)
    throw new LoginError(code, `${method} ${path}: ${text}`)
  }
}

type Callbacks = { success: (result: Result) => void; fail: (failure: unknown) => void }

function send(call: HttpCall, options: Envelope & Callbacks): WechatTask | undefined {
  const { method, data, sink } = call
  if (method === 'DOWNLOAD') return wx.downloadFile(options)
  if (method === 'UPLOAD') {
    const { filePath = '', name = 'file' } = call
    return wx.uploadFile({ ...options, filePath, name, formData: data })
  }
  // WeChat turns the object of a POST into JSON; without one it would send no body at all.
  const request = { ...options, method, data: data || (method === 'GET' ? undefined : {}) }
  if (sink) {
    sink.begin()
    Object.assign(request, { enableChunked: true, dataType: 'text', timeout: LONGEST_STREAM_MS })
  }
  const own = backend.request
  const typed = request as WechatMiniprogram.RequestOption
  return (own ? own(typed) : wx.request(typed)) as WechatTask | undefined
}

/** Progress and pieces, as they come. What a listener throws ends the call. */
function listen(task: Task<unknown>, call: HttpCall, sent: WechatTask, silence: number) {
  const { onProgress, sink } = call
  const guarded =
    <Update>(take: (update: Update) => void) =>
    (update: Update) => {
      if (task.isOver) return
      try {
        take(update)
      } catch (error) {
        task.end(error)
      }
    }
  if (onProgress && sent.onProgressUpdate) {
    sent.onProgressUpdate(guarded(({ progress }) => onProgress(progress)))
  }
  if (!sink || !sent.onChunkReceived || !sent.onHeadersReceived) return
  sent.onHeadersReceived(guarded(({ statusCode, header = {} }) => sink.head(statusCode, header)))
  sent.onChunkReceived(
    guarded(({ data }) => {
      task.extend(silence)
      sink.take(data)
    }),
  )
}

/**
 * Why nothing came back. The text after `request:fail ` differs by system: only "timeout" is sure.
 * Whether the phone has a connection, WeChat knows; it answers within milliseconds, or is not
 * waited for.
 */
function codeOfFailure(errMsg: string): Promise<LoginErrorCode> {
  return new Promise((resolve) => {
    const otherwise = /timeout/.test(errMsg) ? 'ERR_TIMEOUT' : 'ERR_NETWORK'
    const complete = (result?: object) => {
      clearTimeout(timer)
      resolve(fieldsOf(result).networkType === 'none' ? 'ERR_OFFLINE' : otherwise)
    }
    const timer = setTimeout(complete, NETWORK_TYPE_MS)
    try {
      wx.getNetworkType({ complete })
    } catch {
      complete()
    }
  })
}

/** An upload's answer comes as text, and so does a stream's; WeChat parses only that of a request. */
export function parsed(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : data
  } catch {
    return data
  }
}
