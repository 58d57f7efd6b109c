import { defineApis, defineOthers } from '../apis.ts'
import { ApiFailure, failText } from '../failure.ts'
import type { Context } from '../context.ts'
import { requireParameters } from '../parameters.ts'
import { TOTAL_LIMIT } from './storage.ts'

/** APIs for storage. */
export function storageApis(phone: Context) {
  const { storage } = phone
  const info = () => ({
    keys: storage.keys(),
    currentSize: Math.ceil(storage.size() / 1024),
    limitSize: TOTAL_LIMIT / 1024,
  })
  // A missing key reads as an empty text.
  const orEmpty = (key: string) => (storage.has(key) ? storage.get(key) : '') as never
  const asynchronous = defineApis(phone, {
    setStorage: (options) => {
      requireParameters(options, { key: 'String' })
      storage.set(options.key, options.data, options.encrypt)
    },
    getStorage: (options) => {
      requireParameters(options, { key: 'String' })
      if (!storage.has(options.key)) throw new ApiFailure('data not found')
      return { data: storage.get(options.key, options.encrypt) }
    },
    removeStorage: (options) => {
      requireParameters(options, { key: 'String' })
      storage.delete(options.key)
    },
    clearStorage: () => storage.clear(),
    getStorageInfo: info,
    batchSetStorage: (options) => {
      requireParameters(options, { kvList: 'Array' })
      storage.setAll(options.kvList as { key: string; value: unknown }[])
    },
    batchGetStorage: (options) => {
      requireParameters(options, { keyList: 'Array' })
      return { dataList: options.keyList.map(orEmpty) }
    },
  })
  const synchronous = defineOthers({
    setStorageSync: (key, data) =>
      sync('setStorageSync', () => {
        requireParameters({ key }, { key: 'String' })
        storage.set(key, data)
      }),
    getStorageSync: (key) => sync('getStorageSync', () => orEmpty(key)),
    removeStorageSync: (key) => storage.delete(key),
    clearStorageSync: () => storage.clear(),
    getStorageInfoSync: info,
    batchSetStorageSync: (kvList) =>
      sync('batchSetStorageSync', () => {
        requireParameters({ kvList }, { kvList: 'Array' })
        storage.setAll(kvList)
      }),
    batchGetStorageSync: (keyList) => sync('batchGetStorageSync', () => keyList.map(orEmpty)),
  })
  return { ...asynchronous, ...synchronous }
}

/** The synchronous forms throw what the others hand to `fail`. */
function sync<Result>(api: string, run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    throw new Error(failText(api, error.reason), { cause: error })
  }
}
