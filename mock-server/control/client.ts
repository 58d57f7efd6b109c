import type { Quota } from '../wechat/quotas.ts'
import type { Fault } from '../faults.ts'
import type { scenarios } from '../scenarios.ts'
import type { Seed } from '../seed/seed.ts'
import type { AskedRequest } from './requests.ts'

export type { AskedRequest, Seed }
/** The name of a situation, as `GET /__mock/scenarios` lists them. */
export type ScenarioName = keyof typeof scenarios

/** The server that is controlled, and the token it may want. */
export interface ControlClientOptions {
  /** The mock server's origin. Default `http://127.0.0.1:3900`. */
  origin?: string
  /** The value of `--control-token`; needed from anywhere but the server's own machine. */
  token?: string
}

/** The server refused. `message` says what was wrong and what to do. */
export class ControlError extends Error {
  override name = 'ControlError' as const
  readonly status: number
  /** Such as `invalid_request`, `not_found`, `forbidden_origin`. */
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** A person: what is left out stays as it is, or is made up for a new one. */
export interface Person {
  name: string
  nickName?: string
  gender?: 0 | 1 | 2
  language?: string
  city?: string
  province?: string
  country?: string
  avatarUrl?: string
  /** Without the country's prefix. */
  phoneNumber?: string
  countryCode?: string
  unionid?: string
  /** WeChat's risk control refuses this person (40226). */
  blocked?: boolean
}

/** A mini-program, as its console at mp.weixin.qq.com knows it. */
export type AppSettings = NonNullable<Seed['apps']>[number]

/** A session at the mock's own backend. */
export interface BackendSession {
  token: string
  /** Seconds. */
  expiresIn: number
  user: { id: string } & Record<string, unknown>
  /** For the `Authorization` header. */
  authorization: string
}

/**
 * All of `/__mock` for tests in JavaScript, typed. Every call rejects with a `ControlError` when the
 * server refuses it.
 *
 *     const mock = createControlClient()
 *     await mock.reset()
 *     await mock.addUser({ name: 'mei', nickName: '美' })
 *     const { authorization } = await mock.signIn('mei')
 *     expect((await mock.requests({ route: 'jscode2session' })).requests).toHaveLength(1)
 */
export function createControlClient({
  origin = 'http://127.0.0.1:3900',
  token,
}: ControlClientOptions = {}) {
  const call = createCaller(origin, token)
  return {
    ...stateCalls(call),
    ...peopleCalls(call),
    ...appCalls(call),
    ...troubleCalls(call),
    ...requestCalls(call),
    ...snapshotCalls(call),
  }
}

type Call = ReturnType<typeof createCaller>

const inPath = (name: string) => encodeURIComponent(name)

/** The server as a whole: its data, and its clock. */
const stateCalls = (call: Call) => ({
  /** Begins again: the people and apps of the start, the machine's time. Access tokens stay. */
  reset: () => call<void>('POST', '/reset'),
  /** All that the server remembers, secrets masked. */
  state: () => call<Record<string, unknown>>('GET', '/state'),
  /** Moves the clock forward. */
  advance: (seconds: number) =>
    call<{ now: number; aheadSeconds: number }>('POST', '/clock', { advanceSeconds: seconds }),
  /** Back to the machine's time: what ran out since, and was not used up, is good again. */
  backToNow: () =>
    call<{ now: number; aheadSeconds: number }>('POST', '/clock', { backToNow: true }),
  /** Which time encrypted data carries: the movable clock's, or the machine's. */
  setWatermark: (watermark: 'clock' | 'machine' | 'foreign') =>
    call<object>('POST', '/clock', { watermark }),

  /** Adds apps, people, subscriptions and settings. */
  addSeed: (seed: Partial<Seed>) => call<void>('POST', '/seed', seed),
  /** All that is there now, as a seed. */
  exportSeed: () => call<Seed>('GET', '/seed'),
})

/** People, and the sessions they have without a mini-program. */
const peopleCalls = (call: Call) => ({
  /** Makes a person, or changes the one with this name. */
  addUser: (person: Person) => call<Person>('POST', '/users', person),
  /** Deletes a person, their accounts, codes and sessions. */
  deleteUser: (name: string) => call<void>('DELETE', `/users/${inPath(name)}`),
  /** Signs a person in at the mock's own backend, without any mini-program. */
  signIn: (name: string) => call<BackendSession>('POST', `/users/${inPath(name)}/session`),
  /** Says that a person has paid an order, for `getpaidunionid`. */
  pay: (name: string, order: { transactionId: string; mchId?: string; outTradeNo?: string }) =>
    call<object>('POST', `/users/${inPath(name)}/payments`, order),
})

/** Mini-programs, and what they may call. */
const appCalls = (call: Call) => ({
  /** Adds an app, or changes the one with this appid. */
  addApp: (app: Partial<AppSettings> & Pick<AppSettings, 'appid' | 'secret'>) =>
    call<Record<string, unknown>>('POST', '/apps', app),
  /** The quota with which an app may call a route, named by its last part. */
  setQuota: (target: string, quota: Quota) => call<object>('POST', '/quotas', { target, ...quota }),
})

/** Faults, and named situations. */
const troubleCalls = (call: Call) => ({
  /** Lets requests fail as described. */
  addFault: (fault: Fault) => call<{ faults: Fault[] }>('POST', '/faults', fault),
  /** Takes back all faults. */
  clearFaults: () => call<void>('DELETE', '/faults'),
  /** All situations, and of those that last whether they hold now. */
  scenarios: () =>
    call<{ scenarios: { name: ScenarioName; about: string; active?: boolean }[] }>(
      'GET',
      '/scenarios',
    ),
  /** Ends a situation that lasts. */
  endScenario: (scenario: ScenarioName) => call<void>('DELETE', `/scenarios/${inPath(scenario)}`),
  /** Puts the server into a named situation. */
  play: (scenario: ScenarioName) => call<void>('POST', `/scenarios/${inPath(scenario)}`),
})

/** Requests that the server has answered. */
const requestCalls = (call: Call) => ({
  /** The latest requests, by route (`jscode2session`, `/api/*`) and person, and how often. */
  requests: (filter: { route?: string; user?: string; limit?: number } = {}) => {
    const given = Object.entries(filter).map(([name, value]) => [name, String(value)])
    const query = new URLSearchParams(given as [string, string][])
    return call<{ counts: Record<string, number>; requests: AskedRequest[] }>(
      'GET',
      `/requests?${query.toString()}`,
    )
  },
})

/** Copies of everything, kept under names while the server runs. */
const snapshotCalls = (call: Call) => ({
  /** Keeps everything as it is now, under a name, while the server runs. */
  takeSnapshot: (name: string) => call<object>('POST', `/snapshots/${inPath(name)}`),
  restoreSnapshot: (name: string) => call<void>('POST', `/snapshots/${inPath(name)}/restore`),
  deleteSnapshot: (name: string) => call<void>('DELETE', `/snapshots/${inPath(name)}`),
  snapshots: async () =>
    (await call<{ snapshots: { name: string; takenAt: number }[] }>('GET', '/snapshots')).snapshots,
})

/** Calls one route of `/__mock`; refusals become a `ControlError`. */
function createCaller(origin: string, token: string | undefined) {
  return async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${origin}/__mock${path}`, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const answer = (text === '' ? undefined : JSON.parse(text)) as unknown
    if (response.ok) return answer as Answer
    const { code = 'internal', message = `HTTP ${response.status}` } =
      (answer as { error?: { code?: string; message?: string } } | undefined)?.error ?? {}
    throw new ControlError(response.status, code, message)
  }
}

/** All of `/__mock`, as `createControlClient` makes it. */
export type ControlClient = ReturnType<typeof createControlClient>
