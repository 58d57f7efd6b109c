import { fromBase64, toBase64 } from '../base/encoding.ts'
import { ApiFailure } from '../failure.ts'

const inHex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const byLetter = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

/** The bytes a file is written with: a text in this encoding, or the bytes themselves. */
export function toBytes(data: string | ArrayBuffer, encoding = 'utf8'): Uint8Array<ArrayBuffer> {
  if (typeof data !== 'string') return new Uint8Array(data.slice(0))
  switch (encoding) {
    case 'utf8':
    case 'utf-8':
      return new TextEncoder().encode(data)
    case 'base64':
      return fromBase64(data)
    case 'hex':
      return Uint8Array.from(data.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    case 'ascii':
    case 'binary':
    case 'latin1':
      return byLetter(data)
    default:
      throw new ApiFailure(`invalid encoding ${encoding}`)
  }
}

/** Without an encoding the bytes themselves. */
export function fromBytes(bytes: Uint8Array, encoding: string | undefined): string | ArrayBuffer {
  switch (encoding) {
    case undefined:
      return bytes.slice().buffer
    case 'utf8':
    case 'utf-8':
      return new TextDecoder().decode(bytes)
    case 'base64':
      return toBase64(bytes)
    case 'hex':
      return inHex(bytes)
    case 'ascii':
    case 'binary':
    case 'latin1':
      return String.fromCharCode(...bytes)
    default:
      throw new ApiFailure(`invalid encoding ${encoding}`)
  }
}
