import { timingSafeEqual } from 'node:crypto'
import type { Store } from '../store/store.ts'
import { findAccount, type Account } from './accounts.ts'
import { signSession } from './encryption.ts'
import { WechatError } from './errors.ts'

/** A backend's proof that it holds the user's session_key. */
export interface KeyProof {
  openid?: string | undefined
  signature?: string | undefined
  sig_method?: string | undefined
}

/**
 * Lets a backend prove that it holds the user's `session_key`: an HMAC of the empty text.
 *
 * @param absent the errcode when there is no live key to prove
 * @throws WechatError 40097 without openid or signature; 87008; 87009; `absent`
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/checkSessionKey.html
 */
export function proveKey(
  store: Store,
  appid: string,
  { openid = '', signature = '', sig_method = '' }: KeyProof,
  absent: 87007 | 87009,
): Account {
  if (openid === '' || signature === '') throw new WechatError(40097)
  if (sig_method !== 'hmac_sha256') throw new WechatError(87008)
  const found = findAccount(store, appid, openid)
  if (!found?.sessionKey) throw new WechatError(absent)
  const expected = Buffer.from(signSession(found.sessionKey))
  // Some SDKs write hexadecimal in capitals, which WeChat takes.
  const given = Buffer.from(signature.toLowerCase())
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new WechatError(87009)
  }
  return found.account
}
