import { defineApis, defineOthers } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'

/** `bytes` in base64. */
export const toBase64 = (bytes: Uint8Array) =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))

/** The bytes that a base64 text encodes. */
export const fromBase64 = (text: string) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0))

const RANDOM_LIMIT = 1_048_576

/**
 * Bytes and base64, random bytes, and `nextTick`.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/base/wx.base64ToArrayBuffer.html
 */
export function encodingApis(phone: Context) {
  const { reportError, device } = phone
  const asynchronous = defineApis(phone, {
    getRandomValues: ({ length }) => {
      if (!(length > 0 && length <= RANDOM_LIMIT)) {
        throw new ApiFailure(`length should be from 1 to ${RANDOM_LIMIT}`)
      }
      return { randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer }
    },
    setEnableDebug: ({ enableDebug }) => {
      device.isDebugging = enableDebug
    },
  })
  const others = defineOthers({
    nextTick: (callback) =>
      queueMicrotask(() => {
        try {
          ;(callback as () => void)()
        } catch (error) {
          reportError(error)
        }
      }),
    arrayBufferToBase64: (buffer) => toBase64(new Uint8Array(buffer)),
    base64ToArrayBuffer: (text) => fromBase64(text).buffer,
  })
  return { ...asynchronous, ...others }
}
