import type { Client, Reply } from './client.ts'
import { storedToken } from './tutorial.ts'
import { DEAD_TOKEN, ORIGIN } from './world.ts'

/**
 * Nothing but a promise around `wx.request` with the token in its header, and a look at the status:
 * what overhead is measured against.
 */
export function barePromise(tokenOf = storedToken): Client {
  return {
    name: 'bare promise',
    renewal: 'recipe',
    get: (path) =>
      new Promise((resolve, reject) => {
        const { wx } = globalThis as unknown as { wx: { request: (options: object) => unknown } }
        wx.request({
          url: ORIGIN + path,
          method: 'GET',
          header: { Authorization: `Bearer ${tokenOf()}` },
          success: ({ statusCode, data }: Reply) =>
            statusCode === 200 ? resolve(data) : reject(new Error(`answered ${statusCode}`)),
          fail: reject,
        })
      }),
  }
}

/** The same without reading the token: less than any authorized call can do. */
export function bareWithoutStorage(): Client {
  return { ...barePromise(() => DEAD_TOKEN), name: 'bare promise, token at hand' }
}
