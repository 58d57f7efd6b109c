/** The environment of a client under test: a minimal WeChat client and backend. */
export interface WorldOptions {
  /** Milliseconds until a request is answered, by its path. */
  latency?: (path: string) => number
  /** The code is never exchanged: the backend fails. */
  failsLogin?: boolean
  /** `wx.login` never calls back. */
  isMute?: boolean
  /** The login brings another user than the one who is signed in. */
  isOther?: boolean
  /** The session that lies in storage is good, but WeChat's own is over. */
  isLive?: boolean
  /** Refusals come as 200 with the error in the body. */
  refusesByBody?: boolean
  /** Every good answer comes in these pieces. */
  pieces?: string[]
}

interface RequestOptions {
  url: string
  header?: Record<string, string>
  data?: unknown
  enableChunked?: boolean
  success?: (result: object) => void
  fail?: (result: object) => void
  complete?: (result: object) => void
}

/** The surroundings of a client. */
export interface World {
  wx: object
  logins: number
  exchanges: number
  urls: string[]
  /** Every session token that was put into storage, and when. */
  writes: { token: string; at: number }[]
  /** The tokens the backend accepts: all it has issued. */
  liveTokens: Set<string>
  /** The user of each token. */
  people: Map<string, string>
}

/** The backend's origin. */
export const ORIGIN = 'http://127.0.0.1:3900'
/** A token that the backend refuses. */
export const DEAD_TOKEN = 'dead-token'

/** Makes the surroundings of a client. */
export function createWorld(options: WorldOptions = {}): World {
  const { isLive } = options
  const world: World = {
    wx: {},
    logins: 0,
    exchanges: 0,
    urls: [],
    writes: [],
    liveTokens: new Set(isLive ? [DEAD_TOKEN] : []),
    people: new Map([[DEAD_TOKEN, 'ann']]),
  }
  const transfer = transferBy(world, options)
  world.wx = {
    request: transfer('request'),
    uploadFile: transfer('uploadFile'),
    downloadFile: transfer('downloadFile'),
    ...loginApis(world, options),
    ...storageApis(world, sessionOf(options)),
    ...otherApis,
  }
  return world
}

/** The backend's answer: status and body. */
function answerOf(
  world: World,
  { failsLogin, isOther, refusesByBody }: WorldOptions,
  path: string,
  header: RequestOptions['header'] = {},
): [number, unknown] {
  if (path === '/api/login') {
    world.exchanges++
    if (failsLogin) return [500, {}]
    const token = `token-${world.exchanges}`
    world.liveTokens.add(token)
    const user = { id: isOther ? 'bob' : 'ann', nickName: '', avatarUrl: '' }
    world.people.set(token, user.id)
    return [200, { token, expiresIn: 3600, user }]
  }
  if (path === '/api/logout') return [204, '']
  const headers = Object.entries(header)
  const given = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1]
  const isRight = given !== undefined && world.liveTokens.has(given.replace('Bearer ', ''))
  const who = world.people.get(String(given).replace('Bearer ', ''))
  if (isRight) return [200, { ok: true, who }]
  return [refusesByBody ? 200 : 401, { error: { code: 'session_expired' } }]
}

/** `wx.request` and its like; half of the latency passes before the backend, half after it. */
const transferBy =
  (world: World, given: WorldOptions) => (api: string) => (options: RequestOptions) => {
    const { latency = () => 5, pieces = [] } = given
    world.urls.push(options.url)
    let onHead: ((head: object) => void) | undefined
    let onChunk: ((chunk: object) => void) | undefined
    const path = options.url.replace(ORIGIN, '').replace(/\?.*/, '')
    let isOver = false
    const end = (callback: ((result: object) => void) | undefined, result: object) => {
      if (isOver) return
      isOver = true
      callback?.(result)
      options.complete?.(result)
    }
    setTimeout(
      () => {
        if (isOver) return
        const [statusCode, body] = answerOf(world, given, path, options.header)
        const data = api === 'uploadFile' ? JSON.stringify(body) : body
        const result = { statusCode, data, header: {}, cookies: [], errMsg: `${api}:ok` }
        if (options.enableChunked && statusCode === 200) {
          const header = { 'content-type': 'text/event-stream' }
          onHead?.({ statusCode, header })
          for (const piece of pieces) onChunk?.({ data: new TextEncoder().encode(piece).buffer })
          return end(options.success, { ...result, header, data: '' })
        }
        setTimeout(() => end(options.success, result), latency(path) / 2)
      },
      latency(path) / 2,
    )
    return {
      abort: () => end(options.fail, { errMsg: `${api}:fail abort` }),
      onProgressUpdate() {},
      onHeadersReceived: (listener: typeof onHead) => void (onHead = listener),
      onChunkReceived: (listener: typeof onChunk) => void (onChunk = listener),
      offHeadersReceived() {},
      offProgressUpdate() {},
    }
  }

const loginApis = (world: World, { isLive, isMute }: WorldOptions) => ({
  checkSession: ({ success, fail }: Record<'success' | 'fail', (result: object) => void>) =>
    void setTimeout(() => (isLive ? fail : success)({ errMsg: 'checkSession' }), 3),
  login: ({ success, complete }: { success?: (r: object) => void; complete?: () => void }) => {
    world.logins++
    if (isMute) return
    setTimeout(() => {
      success?.({ code: `code-${world.logins}`, errMsg: 'login:ok' })
      complete?.()
    }, 3)
  },
})

/** A session that another launch has left; each client finds it where it keeps its own. */
const sessionOf = ({ isLive }: WorldOptions) =>
  new Map<string, unknown>([
    ['weSession', DEAD_TOKEN], // weRequest keeps a text
    [
      'session',
      {
        version: 2,
        token: DEAD_TOKEN,
        user: { id: 'ann', nickName: '', avatarUrl: '' },
        expiresAt: Date.now() + 3_600_000,
        checkedAt: isLive ? 0 : Date.now(),
      },
    ],
  ])

const storageApis = (world: World, storage: Map<string, unknown>) => ({
  getStorageSync: (key: string) => storage.get(key) ?? '',
  setStorageSync(key: string, value: unknown) {
    storage.set(key, value)
    const { token } = (value || {}) as { token?: string }
    if (token) world.writes.push({ token, at: performance.now() })
  },
  removeStorageSync: (key: string) => storage.delete(key),
  setStorage({ key, data }: { key: string; data: unknown }) {
    storage.set(key, data)
    if (typeof data === 'string') world.writes.push({ token: data, at: performance.now() })
  },
  removeStorage: ({ key }: { key: string }) => void storage.delete(key),
})

/** The rest of `wx` that some client asks for when it is loaded. */
const otherApis = {
  showToast() {},
  hideToast() {},
  showLoading() {},
  hideLoading() {},
  showModal() {},
  getAccountInfoSync: () => ({ miniProgram: { envVersion: 'develop' } }),
  getSystemInfoSync: () => ({ platform: 'ios' }),
  canIUse: () => true,
  onAppShow() {},
  onAppHide() {},
  onNetworkStatusChange() {},
  getNetworkType: ({ success }: { success?: (result: object) => void }) =>
    success?.({ networkType: 'wifi', errMsg: 'getNetworkType:ok' }),
  getPerformance: () => ({ now: () => performance.now() }),
}

let present: Record<string, unknown> = {}

/**
 * The one `wx` there is, in whichever world: some packages keep its functions from the moment they
 * are loaded.
 */
const wx = new Proxy(
  {},
  {
    get: (_, name: string) =>
      typeof present[name] === 'function'
        ? (...args: unknown[]) => (present[name] as (...args: unknown[]) => unknown)(...args)
        : undefined,
  },
)
Object.assign(globalThis, { wx, uni: wx }) // luch-request is made for uni-app

/** From now on `wx` is this world's. */
export function enter(world: World) {
  present = world.wx as Record<string, unknown>
}
