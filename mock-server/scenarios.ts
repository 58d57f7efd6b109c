import type { Faults } from './faults.ts'
import type { Store } from './store/store.ts'
import { endAllSessionKeys, replaceAllSessionKeys } from './wechat/accounts.ts'
import type { ProfileMode } from './wechat/client-api.ts'

export interface Settings {
  profile: ProfileMode
}

interface World {
  store: Store
  faults: Faults
  settings: Settings
}

/**
 * The situations a sign-in has to survive, by name: one vocabulary for tests, tools and a person
 * with curl. Those that fail a call fail it until `/__mock/reset`.
 */
export const scenarios = {
  /** Every token the backend issued is worth nothing. */
  'session-expired': ({ store }: World) =>
    void store.sql('UPDATE backend_sessions SET expires_at = 0').run(),
  /** `wx.checkSession` fails for everybody, until they log in again. */
  'session-key-expired': ({ store }: World) => endAllSessionKeys(store),
  /** WeChat has new keys for everybody; those the backend holds are worth nothing. */
  'session-key-rotated': ({ store }: World) => replaceAllSessionKeys(store),
  'wechat-busy': ({ faults }: World) => faults.add({ target: 'jscode2session', errcode: -1 }),
  'rate-limited': ({ faults }: World) => faults.add({ target: 'jscode2session', errcode: 45011 }),
  'user-blocked': ({ store }: World) => void store.sql('UPDATE wechat_users SET blocked = 1').run(),
  /** What WeChat gives today: 微信用户 and a grey picture, without asking. */
  'anonymous-profile': ({ settings }: World) => void (settings.profile = 'anonymous'),
  /** What the tutorials show: real names, after consent. */
  'named-profile': ({ settings }: World) => void (settings.profile = 'named'),
  /** Nothing fails any more; who is signed in stays so. */
  'all-well': ({ store, faults }: World) => {
    faults.clear()
    store.sql('UPDATE wechat_users SET blocked = 0').run()
  },
} as const

export function isScenario(name: string): name is keyof typeof scenarios {
  return Object.hasOwn(scenarios, name)
}
