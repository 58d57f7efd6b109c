import { createHash } from 'node:crypto'
import type { Store } from '../store/store.ts'
import { sweep } from '../store/sweep.ts'
import { useSessionKey, type Account } from './accounts.ts'
import { issuePhoneCode } from './codes.ts'
import { encryptData, watermarkOf, type WatermarkRule } from './encryption.ts'
import type { WechatUser } from './users.ts'

/** checkencryptedmsg knows the last three days. */
export const MESSAGE_MEMORY_MS = 3 * 24 * 3600_000

/** The phone number in WeChat's words. `phoneNumber` has the country's prefix when it is foreign. */
export function phoneInfo(store: Store, appid: string, user: WechatUser, rule: WatermarkRule) {
  const { phoneNumber: purePhoneNumber, countryCode } = user
  return {
    phoneNumber: countryCode === '86' ? purePhoneNumber : `+${countryCode}${purePhoneNumber}`,
    purePhoneNumber,
    countryCode,
    watermark: watermarkOf(store.clock, rule, appid),
  }
}

/** The `detail` of `getphonenumber`: a phone code, and the same number encrypted. */
export function phoneDetail(store: Store, account: Account, user: WechatUser, rule: WatermarkRule) {
  const sessionKey = useSessionKey(store, account)
  const plaintext = JSON.stringify(phoneInfo(store, account.appid, user, rule))
  const encrypted = encryptData(sessionKey, plaintext)
  rememberMessage(store, account.appid, encrypted.encryptedData)
  return { code: issuePhoneCode(store, account), ...encrypted }
}

function rememberMessage(store: Store, appid: string, encryptedData: string) {
  const now = store.clock.now()
  const hash = createHash('sha256').update(encryptedData).digest('hex')
  sweep(
    store,
    { table: 'wechat_messages', key: 'hash', time: 'created_at' },
    now - MESSAGE_MEMORY_MS,
  )
  store.sql('INSERT OR IGNORE INTO wechat_messages VALUES (?, ?, ?)').run(hash, appid, now)
}
