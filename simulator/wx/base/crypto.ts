import { defineOthers } from '../apis.ts'
import type { Context } from '../context.ts'

/**
 * The user's key for encrypting what goes between mini-program and backend; the backend asks WeChat's
 * `getuserencryptkey` for the same.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/base/crypto/UserCryptoManager.html
 */
export function cryptoApis({ makeApi, platform }: Context) {
  const manager = {
    getLatestUserKey: makeApi('getLatestUserKey' as never, () => platform.userKey()),
    getRandomValues: makeApi('getRandomValues', ({ length }) => ({
      randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer,
    })),
  }
  return defineOthers({ getUserCryptoManager: () => manager as never })
}
