import type { SymmetricKey } from './envelope.ts'
import type { VerificationKey } from './signature.ts'

/** The keys a developer registers under API 安全 at mp.weixin.qq.com. */
export interface ApiSecurity {
  /** Encrypts requests and answers. */
  symmetric: SymmetricKey
  /** The developer's public key, which checks that a request is theirs. */
  asymmetric: VerificationKey
  /** Refuse calls that are not signed. */
  required?: boolean | undefined
}

/** Calls that may be signed and encrypted; all others take no notice of it. */
export const SIGNED_ROUTES: ReadonlySet<string> = new Set([
  'checkencryptedmsg',
  'clear_quota',
  'createwxaqrcode',
  'getpluginopenpid',
  'getuserencryptkey',
  'getuserphonenumber',
  'getwxacode',
  'getwxacodeunlimit',
  'media_check_async',
  'msg_sec_check',
  'quota_get',
])
