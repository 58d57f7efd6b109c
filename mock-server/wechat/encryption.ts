import { createCipheriv, createHash, createHmac } from 'node:crypto'
import { randomBytes } from '../random.ts'
import type { Clock } from '../store/clock.ts'

/**
 * The rule for the watermark of encrypted data: the time of this server's movable clock, or the
 * machine's; `foreign`: the appid of another mini-program, as in data that was copied from elsewhere.
 */
export type WatermarkRule = 'clock' | 'machine' | 'foreign'

const OTHER_APP = 'wx00000000000000ff'

/** The watermark as WeChat encrypts it; `timestamp` is in seconds. */
export const watermarkOf = (clock: Clock, rule: WatermarkRule, appid: string) => ({
  timestamp: Math.floor((rule === 'machine' ? Date.now() : clock.now()) / 1000),
  appid: rule === 'foreign' ? OTHER_APP : appid,
})

/**
 * WeChat's open-data encryption: AES-128-CBC with PKCS#7 padding, key and `iv` of 16 bytes, both
 * base64 on the wire.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/signature.html
 */
export function encryptData(
  sessionKey: string,
  plaintext: string,
  iv = randomBytes(16).toString('base64'),
) {
  const cipher = createCipheriv(
    'aes-128-cbc',
    Buffer.from(sessionKey, 'base64'),
    Buffer.from(iv, 'base64'),
  )
  const encryptedData = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
  return { encryptedData: encryptedData.toString('base64'), iv }
}

/** `sha1(rawData + session_key)` in hexadecimal; the key goes in as its base64 text. */
export function signRawData(rawData: string, sessionKey: string): string {
  return createHash('sha1')
    .update(rawData + sessionKey)
    .digest('hex')
}

/**
 * The proof by which a backend shows that it holds a `session_key`: HMAC-SHA256 in hexadecimal under the key as
 * its base64 text, not decoded; of the body for POST, of nothing for GET.
 *
 * Source: https://developers.weixin.qq.com/minigame/dev/tutorial/open-ability/session-signature.html
 */
export function signSession(sessionKey: string, message = ''): string {
  return createHmac('sha256', sessionKey).update(message).digest('hex')
}
