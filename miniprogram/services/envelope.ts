/** Backends that answer 200 to everything, for `readAnswer` in `config.ts`. */
import { readAnswer } from './answers'
import type { Answer } from './backend-options'
import { ServiceError, type ServiceErrorCode } from './errors'

/** The names and codes of a backend's envelope. */
export interface EnvelopeOptions {
  /** The `code` of a good answer: 0. */
  good?: number | string
  /** Meanings of other values of `code`: `{ 40101: 'ERR_SESSION_EXPIRED' }`. */
  codes?: Record<string, ServiceErrorCode>
  /** The names of the fields, where they are others than `code` and `data`. */
  code?: string
  data?: string
}

/**
 * Reads `{code, data, msg}`: the data of a good answer, for uploads and downloads too, where a
 * refusal comes as the file. A `code` that `codes` does not know is `ERR_REJECTED` with it as
 * `serverCode`.
 */
export function envelope({ good = 0, codes = {}, code = 'code', data = 'data' }: EnvelopeOptions) {
  return async (answer: Answer): Promise<unknown> => {
    const { filePath } = answer
    const body = readAnswer(filePath ? { ...answer, body: await jsonIn(filePath) } : answer)
    const isEnvelope = typeof body === 'object' && body !== null && code in body
    if (!isEnvelope) return filePath ? undefined : notOne()
    const fields = body as Record<string, unknown>
    const given = String(fields[code])
    if (given === String(good)) return fields[data]
    const known = Object.prototype.hasOwnProperty.call(codes, given) ? codes[given] : undefined
    throw new ServiceError(known || 'ERR_REJECTED', `The backend answered ${given}`, given)
  }
}

function notOne(): never {
  throw new ServiceError('ERR_SERVER', 'The answer is no envelope')
}

/** The content of a downloaded file, if it is JSON. A refusal is short; large files are none. */
function jsonIn(filePath: string): Promise<unknown> {
  return new Promise<string | ArrayBuffer>((resolve, reject) => {
    wx.getFileSystemManager().readFile({
      filePath,
      encoding: 'utf8',
      success: ({ data }) => resolve(data),
      fail: reject,
    })
  }).then(
    (data) => parsed(data),
    () => undefined,
  )
}

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data))
  } catch {
    return undefined
  }
}
