import type { ClientSettings } from '../wechat/client-api.ts'
import type { Store } from '../store/store.ts'
import type { App } from '../wechat/apps.ts'
import { watermarkOf } from '../wechat/encryption.ts'
import type { WechatUser } from '../wechat/users.ts'

/** A person as tests and tools see one: the data is made up, so nothing is masked. */
export const describeUser = ({ unionid: _, profile, ...rest }: WechatUser) => ({
  ...rest,
  ...profile,
})

/** An app without its secret, its encryption keys and the token of its message push. */
export const describeApp = ({
  secret: _,
  options: { apiSecurity, messagePush, ...options },
  ...app
}: App) => ({
  ...app,
  ...options,
  ...(messagePush && {
    messagePush: { url: messagePush.url, isEncrypted: messagePush.encodingAESKey !== undefined },
  }),
  ...(apiSecurity && {
    apiSecurity: { ...apiSecurity, symmetric: { sn: apiSecurity.symmetric.sn } },
  }),
})

const WATERMARK_RULES = {
  clock:
    "The watermark of encrypted data carries this clock's time, as every lifetime here does. A " +
    'backend that goes by the machine\'s clock then finds it in the future: POST {"watermark": ' +
    '"machine"} gives it the machine\'s time.',
  machine:
    "The watermark of encrypted data carries the machine's time, however this clock was moved.",
  foreign: 'The watermark of encrypted data names another mini-program, at the time of this clock.',
}

/** The clock, and by which rule the watermark's time is taken from it. */
export const describeClock = ({ clock }: Store, { watermark }: ClientSettings) => ({
  now: clock.now(),
  aheadSeconds: Math.round(clock.offsetMs / 1000),
  watermark: {
    rule: watermark,
    timestamp: watermarkOf(clock, watermark, '').timestamp,
    about: WATERMARK_RULES[watermark],
  },
})
