import { useAllRefreshTokens } from './backend/refresh-tokens.ts'
import type { Faults } from './faults.ts'
import type { Store } from './store/store.ts'
import { endAllTokens } from './wechat/access-tokens.ts'
import { endAllSessionKeys, replaceAllSessionKeys } from './wechat/accounts.ts'
import type { ClientSettings } from './wechat/client-api.ts'
import type { Errcode } from './wechat/errors.ts'

export type Settings = ClientSettings

interface World {
  store: Store
  faults: Faults
  settings: Settings
}

/** Long enough to be seen, shorter than the template's patience. */
const SLOW_MS = 3_000

const code2Session = (errcode: Errcode) => ({
  apply: ({ faults }: World) => faults.add({ target: 'jscode2session', errcode }),
})

/**
 * The situations a sign-in has to survive, by name: one vocabulary for tests, tools and a person
 * with curl. Those that fail a call fail it until `/__mock/reset`.
 */
export const scenarios = {
  'session-expired': {
    about: 'Every token the backend issued is worth nothing, refresh tokens too.',
    apply: ({ store }: World) => {
      store.sql('UPDATE backend_sessions SET expires_at = 0').run()
      store.sql('DELETE FROM backend_refresh_tokens').run()
    },
  },
  'session-needs-refresh': {
    about: 'Every session is over, but its refresh token is good.',
    apply: ({ store }: World) => store.sql('UPDATE backend_sessions SET expires_at = 0').run(),
  },
  'refresh-token-reused': {
    about: 'Every refresh token counts as used: the next refresh is taken for theft.',
    apply: ({ store }: World) => {
      store.sql('UPDATE backend_sessions SET expires_at = 0').run()
      useAllRefreshTokens(store)
    },
  },
  'session-key-expired': {
    about: 'wx.checkSession fails for everybody, until they log in again.',
    apply: ({ store }: World) => endAllSessionKeys(store),
  },
  'session-key-rotated': {
    about: "WeChat has new session_keys; the backend's are stale and decrypt nothing.",
    apply: ({ store }: World) => replaceAllSessionKeys(store),
  },
  'foreign-watermark': {
    about: 'Encrypted data says that another mini-program asked for it.',
    apply: ({ settings }: World) => (settings.watermark = 'foreign'),
  },
  'code-used': { about: 'Every login code counts as used (40163).', ...code2Session(40163) },
  'code-expired': { about: 'Every login code comes too late (40029).', ...code2Session(40029) },
  'wechat-busy': { about: 'WeChat is busy (-1).', ...code2Session(-1) },
  'rate-limited': { about: 'Too many sign-ins this minute (45011).', ...code2Session(45011) },
  'user-blocked': {
    about: "WeChat's risk control blocks everybody (40226).",
    apply: ({ store }: World) => store.sql('UPDATE wechat_users SET blocked = 1').run(),
  },
  'wrong-secret': { about: "The backend's AppSecret is wrong (40125).", ...code2Session(40125) },
  'access-token-lost': {
    about: "Every access_token is worth nothing (40001), the backend's cached one too.",
    apply: ({ store }: World) => endAllTokens(store),
  },
  'wechat-down': {
    about: 'WeChat gives no answer to the backend.',
    apply: ({ faults }: World) => faults.add({ target: '/api.weixin.qq.com/*', drop: true }),
  },
  'backend-down': {
    about: 'The backend answers 503 to everything.',
    apply: ({ faults }: World) => faults.add({ target: '/api/*', status: 503 }),
  },
  'slow-network': {
    about: `Whatever the phone asks takes ${SLOW_MS / 1000} seconds longer.`,
    apply: ({ faults }: World) => {
      for (const target of PHONE_ROUTES) faults.add({ target, latencyMs: SLOW_MS })
    },
  },
  offline: {
    about: 'The phone reaches nobody.',
    apply: ({ faults }: World) => {
      for (const target of PHONE_ROUTES) faults.add({ target, drop: true })
    },
  },
  'phone-quota': {
    about: 'The app has used up its phone numbers (errno 1400001).',
    apply: ({ settings }: World) => (settings.hasPhoneQuota = false),
  },
  'anonymous-profile': {
    about: 'What WeChat gives today: 微信用户 and a grey picture, without asking.',
    apply: ({ settings }: World) => (settings.profile = 'anonymous'),
  },
  'named-profile': {
    about: 'What the tutorials show: real names, after consent.',
    apply: ({ settings }: World) => (settings.profile = 'named'),
  },
  'all-well': {
    about: 'Nothing fails any more; who is signed in stays so.',
    apply: ({ store, faults, settings }: World) => {
      faults.clear()
      settings.hasPhoneQuota = true
      if (settings.watermark === 'foreign') settings.watermark = 'clock'
      store.sql('UPDATE wechat_users SET blocked = 0').run()
    },
  },
} as const satisfies Record<string, { about: string; apply: (world: World) => unknown }>

const PHONE_ROUTES = ['/api/*', '/__client/*']

export function isScenario(name: string): name is keyof typeof scenarios {
  return Object.hasOwn(scenarios, name)
}
