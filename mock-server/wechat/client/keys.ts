import type { Hono } from 'hono'
import { readJson } from '../../http/body.ts'
import { issuePluginCode } from '../codes.ts'
import { latestUserKey } from '../user-keys.ts'
import { Caller, type Find } from './caller.ts'

/** Things the phone gets for its user alone: the key of `wx.getUserCryptoManager`, a plugin's code. */
export function addKeys(api: Hono, find: Find) {
  api.post('/user-key', async (c) => {
    const { account, store } = find(c, await readJson(c, Caller))
    const key = latestUserKey(store, account)
    return c.json({
      encryptKey: key.encrypt_key,
      iv: key.iv,
      version: key.version,
      expireTime: key.create_time + key.expire_in,
    })
  })

  api.post('/plugin-login', async (c) => {
    const { account, store } = find(c, await readJson(c, Caller))
    return c.json({ code: issuePluginCode(store, account) })
  })
}
