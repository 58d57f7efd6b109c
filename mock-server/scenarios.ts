import * as backend from './backend/room.ts'
import type { Fault, Faults } from './faults.ts'
import { BACKEND_PREFIX, PHONE_TARGETS, WECHAT_PREFIX } from './routes.ts'
import type { Store } from './store/store.ts'
import type { ClientSettings } from './wechat/client-api.ts'
import type { Errcode } from './wechat/errors.ts'
import * as wechat from './wechat/room.ts'

interface World {
  store: Store
  faults: Faults
  settings: ClientSettings
}

/** Long enough to be noticed, shorter than the template's timeout. */
const SLOW_MS = 3_000

/** A situation: how it begins and, where it lasts, how it ends. */
interface Scenario {
  about: string
  apply: (world: World) => unknown
  /** Absent: it happens once and can't be ended. */
  lasting?: {
    isActive: (world: World) => boolean
    end: (world: World) => unknown
  }
}

/** Requests that fail until it ends. */
const failing = (...added: Fault[]): Pick<Scenario, 'apply' | 'lasting'> => ({
  apply: ({ faults }) => added.forEach((fault) => faults.add(fault)),
  lasting: {
    isActive: ({ faults }) => added.every((fault) => faults.has(fault)),
    end: ({ faults }) => added.forEach((fault) => faults.remove(fault)),
  },
})

const code2Session = (errcode: Errcode) => failing({ target: 'jscode2session', errcode })

/** A setting that holds until it ends. */
const setting = <Name extends keyof ClientSettings>(
  name: Name,
  value: ClientSettings[Name],
  otherwise: ClientSettings[Name],
): Pick<Scenario, 'apply' | 'lasting'> => ({
  apply: ({ settings }) => (settings[name] = value),
  lasting: {
    isActive: ({ settings }) => settings[name] === value,
    end: ({ settings }) => (settings[name] = otherwise),
  },
})

/**
 * The situations a sign-in has to cope with, by the names that tests, tools and curl use. Those that
 * fail a call fail it until `/__mock/reset`.
 */
export const scenarios = {
  'session-expired': {
    about: 'Every token the backend issued is worth nothing, refresh tokens too.',
    apply: ({ store }: World) => backend.expireAll(store),
  },
  'session-needs-refresh': {
    about: 'Every session is over, but its refresh token is good.',
    apply: ({ store }: World) => backend.expireAllSessions(store),
  },
  'refresh-token-reused': {
    about: 'Every refresh token counts as used: the next refresh is taken for theft.',
    apply: async ({ store }: World) => {
      await backend.expireAllSessions(store)
      await backend.useAllRefreshTokens(store)
    },
  },
  'session-key-expired': {
    about: 'wx.checkSession fails for everybody, until they log in again.',
    apply: ({ store }: World) => wechat.expireAll(store),
  },
  'session-key-rotated': {
    about: "WeChat has new session_keys; the backend's are stale and decrypt nothing.",
    apply: ({ store }: World) => wechat.replaceAllSessionKeys(store),
  },
  'foreign-watermark': {
    about: 'Encrypted data says that another mini-program asked for it.',
    ...setting('watermark', 'foreign', 'clock'),
  },
  'code-used': { about: 'Every login code counts as used (40163).', ...code2Session(40163) },
  'code-expired': { about: 'Every login code comes too late (40029).', ...code2Session(40029) },
  'wechat-busy': { about: 'WeChat is busy (-1).', ...code2Session(-1) },
  'rate-limited': { about: 'Too many sign-ins this minute (45011).', ...code2Session(45011) },
  'user-blocked': {
    about: "WeChat's risk control blocks everybody (40226).",
    apply: ({ store }: World) => wechat.blockEverybody(store, true),
    lasting: {
      isActive: ({ store }: World) => wechat.isEverybodyBlocked(store),
      end: ({ store }: World) => wechat.blockEverybody(store, false),
    },
  },
  'wrong-secret': { about: "The backend's AppSecret is wrong (40125).", ...code2Session(40125) },
  'access-token-lost': {
    about: "Every access_token is worth nothing (40001), the backend's cached one too.",
    apply: ({ store }: World) => wechat.endAllTokens(store),
  },
  'wechat-down': {
    about: 'WeChat gives no answer to the backend.',
    ...failing({ target: `${WECHAT_PREFIX}/*`, drop: true }),
  },
  'backend-down': {
    about: 'The backend answers 503 to everything.',
    ...failing({ target: `${BACKEND_PREFIX}/*`, status: 503 }),
  },
  'slow-network': {
    about: `Whatever the phone asks takes ${SLOW_MS / 1000} seconds longer.`,
    ...failing(...PHONE_TARGETS.map((target) => ({ target, latencyMs: SLOW_MS }))),
  },
  offline: {
    about: 'The phone reaches nobody.',
    ...failing(...PHONE_TARGETS.map((target) => ({ target, drop: true as const }))),
  },
  'phone-quota': {
    about: 'The app has used up its phone numbers (errno 1400001).',
    ...setting('hasPhoneQuota', false, true),
  },
  'anonymous-profile': {
    about: 'What WeChat gives today: 微信用户 and a grey picture, without asking.',
    ...setting('profile', 'anonymous', 'named'),
  },
  'named-profile': {
    about: 'What the tutorials show: real names, after consent.',
    ...setting('profile', 'named', 'anonymous'),
  },
  'all-well': {
    about: 'Nothing fails any more; who is signed in stays so.',
    apply: async ({ store, faults, settings }: World) => {
      faults.clear()
      settings.hasPhoneQuota = true
      if (settings.watermark === 'foreign') settings.watermark = 'clock'
      await wechat.blockEverybody(store, false)
    },
  },
} as const satisfies Record<string, Scenario>

/** All situations, and for those that last whether they are active. */
export const describeScenarios = (world: World) =>
  Object.entries<Scenario>(scenarios).map(([name, { about, lasting }]) => ({
    name,
    about,
    ...(lasting && { active: lasting.isActive(world) }),
  }))

/** Puts the server into this situation. @returns whether it is active now, for one that lasts */
export async function playScenario(name: keyof typeof scenarios, world: World): Promise<boolean> {
  const { apply, lasting }: Scenario = scenarios[name]
  await apply(world)
  return lasting?.isActive(world) !== false
}

/** Ends one that lasts. @returns whether it is one */
export async function endScenario(name: keyof typeof scenarios, world: World): Promise<boolean> {
  const { lasting }: Scenario = scenarios[name]
  await lasting?.end(world)
  return lasting !== undefined
}

/** True if a situation has this name. */
export function isScenario(name: string): name is keyof typeof scenarios {
  return Object.hasOwn(scenarios, name)
}
