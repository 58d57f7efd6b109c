import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { apiError } from './errors.ts'

/** The greatest age of encrypted data: what the phone got is sent at once. */
const FRESH_MS = 5 * 60_000

const Envelope = z.looseObject({
  watermark: z.object({ appid: z.string(), timestamp: z.number() }),
})

/** Data that WeChat encrypted for this user, and its initial vector; both in base64. */
export interface Encrypted {
  encryptedData: string
  iv: string
}

/** The checks that the data must pass before it is used. */
export interface Expectation {
  sessionKey: string
  appid: string
  nowMs: number
}

/** True if `signature` is that of `rawData` under this key. */
export function isSignedBy(sessionKey: string, rawData: string, signature: string): boolean {
  const expected = createHash('sha1')
    .update(rawData + sessionKey)
    .digest()
  const given = Buffer.from(signature, 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/**
 * Data WeChat encrypted for this user: decrypted, and its watermark checked.
 *
 * @throws Problem `wechat_session_stale` when the key is not the one it was encrypted with;
 *   `encrypted_data_invalid` when it is of another mini-program; `encrypted_data_expired`
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/signature.html
 */
export function openEncrypted(data: Encrypted, expected: Expectation): Record<string, unknown> {
  const opened = Envelope.safeParse(decrypt(expected.sessionKey, data))
  // A wrong key nearly always breaks the padding; now and then it gives rubbish instead.
  if (!opened.success) throw staleKey()
  const { watermark, ...content } = opened.data
  if (watermark.appid !== expected.appid) {
    throw apiError('encrypted_data_invalid', 'This was encrypted for another mini-program.')
  }
  if (Math.abs(expected.nowMs - watermark.timestamp * 1000) > FRESH_MS) {
    throw apiError('encrypted_data_expired', 'This is older than five minutes. Ask WeChat again.')
  }
  return content
}

function decrypt(sessionKey: string, { encryptedData, iv }: Encrypted): unknown {
  const [key, vector] = [Buffer.from(sessionKey, 'base64'), Buffer.from(iv, 'base64')]
  try {
    const decipher = createDecipheriv('aes-128-cbc', key, vector)
    const bytes = Buffer.concat([decipher.update(encryptedData, 'base64'), decipher.final()])
    return JSON.parse(bytes.toString('utf8')) as unknown
  } catch {
    return undefined
  }
}

/**
 * The refusal of data that the stored session_key does not open: the client signs in and asks
 * again.
 */
export const staleKey = () =>
  apiError(
    'wechat_session_stale',
    "WeChat's session has changed since this user signed in here. Sign in again (wx.login, " +
      'POST /api/login), let WeChat encrypt again, then send once more.',
  )
