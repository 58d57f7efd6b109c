import { ApiFailure } from '../failure.ts'

/** A phone's store for a mini-program's data. A `Map<string, string>` is one. */
export interface StorageArea {
  get(key: string): string | undefined
  set(key: string, text: string): void
  delete(key: string): unknown
  clear(): void
  keys(): Iterable<string>
}

const KEY_LIMIT = 1024 * 1024
/** Characters that one user's storage holds in all. */
export const TOTAL_LIMIT = 10 * 1024 * 1024
const DEFAULT_USER = 'developer'
/** Begins the prefix with the owner's name; no key that a person types contains it. */
const MARK = '\u0001'

/**
 * The phone's storage as the signed-in WeChat user sees it, without other users' data. Single-page
 * mode has separate storage. The default user's keys have no prefix.
 */
export function areaOf(
  area: StorageArea,
  user: () => string,
  isSinglePage: () => boolean,
): StorageArea {
  const owner = () => user() + (isSinglePage() ? `${MARK}single-page` : '')
  const prefix = () => (owner() === DEFAULT_USER ? '' : `${MARK}${owner()}${MARK}`)
  const keys = () => {
    const start = prefix()
    const own = [...area.keys()].filter((key) =>
      start === '' ? !key.startsWith(MARK) : key.startsWith(start),
    )
    return own.map((key) => key.slice(start.length))
  }
  return {
    get: (key) => area.get(prefix() + key),
    set: (key, text) => area.set(prefix() + key, text),
    delete: (key) => area.delete(prefix() + key),
    clear: () => keys().forEach((key) => area.delete(prefix() + key)),
    keys,
  }
}

/**
 * One user's storage in one mini-program, with WeChat's limits: 1 MB a key, 10 MB in all.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/ability/storage.html
 */
export class Storage {
  readonly #area: StorageArea

  constructor(area: StorageArea) {
    this.#area = area
  }

  has(key: string): boolean {
    return this.#area.get(key) !== undefined
  }

  /**
   * The value stored under `key`; `undefined` where there is none.
   *
   * @param isEncrypted what was stored with encryption is unreadable without
   */
  get(key: string, isEncrypted = false): unknown {
    const text = this.#area.get(key)
    return text === undefined ? undefined : decode(text, isEncrypted)
  }

  /** @throws ApiFailure when a limit is exceeded; then nothing is changed */
  set(key: string, value: unknown, isEncrypted = false) {
    this.setAll([{ key, value }], isEncrypted)
  }

  /** All of them, or none. */
  setAll(entries: { key: string; value: unknown }[], isEncrypted = false) {
    const texts = new Map(entries.map(({ key, value }) => [key, encode(value, isEncrypted)]))
    let total = this.size()
    for (const [key, text] of texts) {
      if (key.length + text.length > KEY_LIMIT) throw new ApiFailure(':entry size limit reached')
      total += text.length - (this.#area.get(key)?.length ?? 0)
    }
    if (total > TOTAL_LIMIT) throw new ApiFailure('exceed storage max size 10Mb')
    for (const [key, text] of texts) this.#area.set(key, text)
  }

  delete(key: string) {
    this.#area.delete(key)
  }

  clear() {
    this.#area.clear()
  }

  keys(): string[] {
    return [...this.#area.keys()]
  }

  /** Characters in use. */
  size(): number {
    return this.keys().reduce((sum, key) => sum + (this.#area.get(key)?.length ?? 0), 0)
  }
}

/** As WeChat does: text with the type beside it, so that a date comes back as a date. */
function encode(value: unknown, isEncrypted: boolean): string {
  const type = value instanceof Date ? 'Date' : typeof value
  if (type === 'function' || type === 'symbol' || type === 'bigint') {
    throw new ApiFailure(`a ${type} can not be stored: only what JSON can write`)
  }
  const text = jsonOf({ type, data: value === undefined ? '' : value })
  if (!isEncrypted) return text
  // No real encryption: what counts is that it can't be read as it is, and takes a third more.
  const binary = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte))
  return JSON.stringify({ type: 'encrypted', data: btoa(binary.join('')) })
}

function jsonOf(value: object): string {
  try {
    return JSON.stringify(value)
  } catch (error) {
    throw new ApiFailure(`the value can not be stored: ${(error as Error).message.split('\n')[0]}`)
  }
}

function decode(text: string, isEncrypted: boolean): unknown {
  const { type, data } = JSON.parse(text) as { type: string; data: unknown }
  if (isEncrypted !== (type === 'encrypted')) {
    throw new ApiFailure('data was stored with another value of encrypt')
  }
  if (isEncrypted) {
    const bytes = Uint8Array.from(atob(data as string), (char) => char.charCodeAt(0))
    return decode(new TextDecoder().decode(bytes), false)
  }
  return type === 'Date' ? new Date(data as string) : data
}
