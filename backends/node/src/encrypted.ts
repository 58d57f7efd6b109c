import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Problem, staleSession } from './problem.ts'

const FRESH_SECONDS = 5 * 60

const Watermark = z.object({ appid: z.string(), timestamp: z.number() })

/** True where `signature` is sha1(rawData + session_key), compared in constant time. */
export function isSigned(rawData: string, signature: string, sessionKey: string): boolean {
  const expected = createHash('sha1')
    .update(rawData + sessionKey)
    .digest()
  const given = Buffer.from(signature, 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/**
 * Decrypts data that WeChat encrypted for a user (AES-128-CBC), and checks that it is for this app,
 * not too old, and of the expected form.
 *
 * @throws Problem `wechat_session_stale`, `encrypted_data_invalid`, `encrypted_data_expired`
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/signature.html
 */
export function openEncrypted<Content>(
  data: { encryptedData: string; iv: string },
  sessionKey: string,
  appid: string,
  schema: z.ZodType<Content>,
): Content {
  const opened = z.looseObject({ watermark: Watermark }).safeParse(decrypt(data, sessionKey))
  // A wrong key nearly always breaks the padding; rarely it gives random bytes instead.
  if (!opened.success) throw staleSession()
  const { watermark } = opened.data
  if (watermark.appid !== appid) {
    throw new Problem(400, 'encrypted_data_invalid', 'Encrypted for another mini-program.')
  }
  if (Math.abs(Date.now() / 1000 - watermark.timestamp) > FRESH_SECONDS) {
    throw new Problem(400, 'encrypted_data_expired', 'Older than five minutes.')
  }
  const content = schema.safeParse(opened.data)
  if (content.success) return content.data
  throw new Problem(400, 'encrypted_data_invalid', 'This is not what this call takes.')
}

function decrypt({ encryptedData, iv }: { encryptedData: string; iv: string }, key: string) {
  try {
    const vector = Buffer.from(iv, 'base64')
    const cipher = createDecipheriv('aes-128-cbc', Buffer.from(key, 'base64'), vector)
    return JSON.parse(
      cipher.update(encryptedData, 'base64', 'utf8') + cipher.final('utf8'),
    ) as unknown
  } catch {
    return undefined
  }
}
