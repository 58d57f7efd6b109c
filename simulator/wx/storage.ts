import { ApiFailure, type Wx } from './call.ts'
import type { Context } from './context.ts'

/** Where a phone keeps a mini-program's data. A `Map<string, string>` is one. */
export interface StorageArea {
  get(key: string): string | undefined
  set(key: string, text: string): void
  delete(key: string): unknown
  clear(): void
  keys(): Iterable<string>
}

const KEY_LIMIT = 1024 * 1024
const TOTAL_LIMIT = 10 * 1024 * 1024

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

  /** What is stored under `key`; `undefined` where nothing is. */
  get(key: string): unknown {
    const text = this.#area.get(key)
    return text === undefined ? undefined : decode(text)
  }

  /** @throws ApiFailure when a limit is met; then nothing is changed */
  set(key: string, value: unknown) {
    const text = encode(value)
    if (key.length + text.length > KEY_LIMIT) throw new ApiFailure('entry size limit reached')
    const others = this.size() - (this.#area.get(key)?.length ?? 0)
    if (others + text.length > TOTAL_LIMIT) throw new ApiFailure('exceed storage max size 10Mb')
    this.#area.set(key, text)
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
function encode(value: unknown): string {
  const type = value instanceof Date ? 'Date' : typeof value
  return JSON.stringify({ type, data: value === undefined ? '' : value })
}

function decode(text: string): unknown {
  const { type, data } = JSON.parse(text) as { type: string; data: unknown }
  return type === 'Date' ? new Date(data as string) : data
}

type Api =
  | 'setStorage'
  | 'setStorageSync'
  | 'getStorage'
  | 'getStorageSync'
  | 'removeStorage'
  | 'removeStorageSync'
  | 'clearStorage'
  | 'clearStorageSync'
  | 'getStorageInfo'
  | 'getStorageInfoSync'

export function storageApis({ makeApi }: Context, storage: Storage): Pick<Wx, Api> {
  const info = () => ({
    keys: storage.keys(),
    currentSize: Math.ceil(storage.size() / 1024),
    limitSize: TOTAL_LIMIT / 1024,
  })
  return {
    setStorage: makeApi('setStorage', ({ key, data }) => storage.set(key, data)),
    getStorage: makeApi('getStorage', ({ key }) => {
      if (!storage.has(key)) throw new ApiFailure('data not found')
      return { data: storage.get(key) }
    }),
    removeStorage: makeApi('removeStorage', ({ key }) => storage.delete(key)),
    clearStorage: makeApi('clearStorage', () => storage.clear()),
    getStorageInfo: makeApi('getStorageInfo', info),

    setStorageSync: (key, data) => sync('setStorageSync', () => storage.set(key, data)),
    // A missing key reads as an empty text.
    getStorageSync: (key) => (storage.get(key) ?? '') as never,
    removeStorageSync: (key) => storage.delete(key),
    clearStorageSync: () => storage.clear(),
    getStorageInfoSync: info,
  }
}

/** The synchronous forms throw what the others hand to `fail`. */
function sync(api: string, run: () => void) {
  try {
    run()
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    throw new Error(`${api}:fail ${error.reason}`, { cause: error })
  }
}
