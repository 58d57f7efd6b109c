import { createRequire } from 'node:module'
import { buildSync } from 'esbuild'
import { DEAD_TOKEN, ORIGIN, storedText, storedToken, tutorialSignIn } from './world.ts'

/** One way to call a backend in the signed-in user's name. */
export interface Client {
  name: string
  /** The part that renews an expired session: the package itself, or the usual recipe around it. */
  renewal: 'own' | 'recipe'
  /** Its backend refuses by the body of a good answer. */
  refusesByBody?: boolean
  get: (path: string) => Promise<unknown>
  upload?: (path: string) => Promise<unknown>
  signOut?: () => void
  /** Run when the mini-program is launched. */
  launch?: () => unknown
  /** The pieces of a chunked answer, as they come. */
  stream?: (path: string, onText: (text: string) => void) => Promise<unknown>
}

const require = createRequire(import.meta.url)

type Bundle = (module: object, exports: object) => void

/** A package as a mini-program ships it: bundled, minified, alone in its scope. */
function bundle(...entries: string[]): Bundle {
  const modules = entries.map((entry) => `require('${entry}')`).join()
  const contents = `module.exports = ${entries.length > 1 ? `Object.assign({}, ${modules})` : modules}`
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'cjs',
    target: 'es2018',
    write: false,
  })
  // oxlint-disable-next-line typescript/no-implied-eval -- our own sources, or a peer's
  return new Function('module', 'exports', outputFiles[0]?.text ?? '') as Bundle
}

const SERVICES = '../../miniprogram/services'
const services = bundle(`${SERVICES}/index.ts`, `${SERVICES}/stream.ts`)

function weappLoginKit(): Client {
  const module = { exports: {} as Record<string, never> }
  services(module, module.exports)
  const { api, signOut, resume, stream } = module.exports as unknown as {
    api: {
      get: Client['get']
      upload: (path: string, file: string) => Promise<unknown>
    }
    stream: (path: string, options: object) => Promise<unknown>
    signOut: () => void
    resume: () => Promise<void>
  }
  return {
    name: 'weapp-login-kit',
    renewal: 'own',
    get: (path) => api.get(path),
    upload: (path) => api.upload(path, 'wxfile://picture'),
    signOut,
    launch: () => resume().catch(() => {}),
    stream: (path, onText) => stream(path, { onText }),
  }
}

/**
 * weRequest is not on npm: `WE_REQUEST` names its published file, `build/weRequest.min.js` of
 * https://github.com/IvinWu/weRequest. It finds an expired session in the body of a good answer only,
 * so its backend answers that way.
 */
function weRequest(): Client {
  const module = { exports: {} as Record<string, never> }
  bundle(process.env.WE_REQUEST as string)(module, module.exports)
  const { default: library = module.exports } = module.exports as { default?: object }
  const { init, request, uploadFile } = library as unknown as Record<
    'init' | 'request' | 'uploadFile',
    (options: object) => Promise<unknown>
  >
  const isExpired = (body: { error?: unknown } | string) =>
    (typeof body === 'string' ? (JSON.parse(body) as { error?: unknown }) : body)?.error !==
    undefined
  void init({
    sessionName: 'weSession',
    urlPerfix: ORIGIN,
    setHeader: () => ({ Authorization: `Bearer ${storedText('weSession')}` }),
    loginTrigger: isExpired,
    successTrigger: (body: object) => !isExpired(body),
    errorHandler() {},
    codeToSession: {
      url: '/api/login',
      method: 'POST',
      codeName: 'code',
      success: ({ token }: { token: string }) => token,
    },
  })
  return {
    name: 'weRequest 1.8.1',
    renewal: 'own',
    refusesByBody: true,
    get: (path) => request({ url: path, catchError: true }),
    upload: (path) =>
      uploadFile({ url: path, filePath: 'wxfile://picture', name: 'file', catchError: true }),
  }
}

type Reply = { statusCode?: number; status?: number; data: unknown }
type Headers = Record<string, string>

/**
 * The recipe of blogs and issue threads: on a 401 sign in, all who meet one meanwhile share that
 * sign-in, then send again.
 */
function withRecipe(
  name: string,
  send: (path: string, headers: Headers) => Promise<Reply>,
): Client {
  let signingIn: Promise<void> | undefined
  const once = async (path: string) => {
    const reply = await send(path, { Authorization: `Bearer ${storedToken()}` })
    return { status: reply.statusCode ?? reply.status, data: reply.data }
  }
  return {
    name,
    renewal: 'recipe',
    async get(path) {
      const first = await once(path)
      if (first.status !== 401) return first.data
      signingIn ??= tutorialSignIn().finally(() => (signingIn = undefined))
      await signingIn
      const { status, data } = await once(path)
      if (status !== 200) throw new Error(`The backend answered ${status}`)
      return data
    },
  }
}

function luchRequest(): Client {
  const { default: Request } = require('luch-request') as {
    default: new (config: object) => { get: (url: string, config: object) => Promise<Reply> }
  }
  const http = new Request({ baseURL: ORIGIN, validateStatus: () => true })
  return withRecipe('luch-request 3.1.1', (path, header) => http.get(path, { header }))
}

function axiosMiniprogram(): Client {
  const { default: axios } = require('axios-miniprogram') as {
    default: { get: (url: string, data: undefined, config: object) => Promise<Reply> }
  }
  return withRecipe('axios-miniprogram 2.7.2', (path, headers) =>
    axios.get(ORIGIN + path, undefined, { headers, validateStatus: () => true }),
  )
}

function miniprogramNetwork(): Client {
  const { REQUEST } = require('miniprogram-network') as {
    REQUEST: { get: (url: string, data: undefined, options: object) => Promise<Reply> }
  }
  return withRecipe('miniprogram-network 5.3.0', (path, headers) =>
    REQUEST.get(ORIGIN + path, undefined, { headers }),
  )
}

function flyio(): Client {
  const Fly = require('flyio/dist/npm/wx') as new () => {
    get: (url: string, data: undefined, options: object) => Promise<Reply>
  }
  const fly = new Fly()
  return withRecipe('flyio 0.6.14', (path, headers) =>
    fly
      .get(ORIGIN + path, undefined, { headers })
      .catch((error: { status: number }) => ({ status: error.status, data: undefined })),
  )
}

function escook(): Client {
  const { $http } = require('@escook/request-miniprogram') as {
    $http: {
      baseUrl: string
      beforeRequest: (options: { header: Headers }) => void
      get: (url: string) => Promise<Reply>
    }
  }
  $http.baseUrl = ORIGIN
  $http.beforeRequest = (options) => {
    options.header = { Authorization: `Bearer ${storedToken()}` }
  }
  return withRecipe('@escook/request-miniprogram 0.2.1', (path) => $http.get(path))
}

interface UniAjax {
  create: (config: object) => (call: object) => Promise<Reply>
}

function uniAjax(): Client {
  // Its modules import each other without endings, which only bundlers take.
  const module = { exports: {} as { default: UniAjax } }
  bundle('uni-ajax')(module, module.exports)
  const ajax = module.exports.default.create({ baseURL: ORIGIN, validateStatus: () => true })
  return withRecipe('uni-ajax 2.6.0', (url, header) => ajax({ url, header }))
}

function uniNetwork(): Client {
  const { un } = require('@uni-helper/uni-network') as {
    un: {
      create: (config: object) => { get: (url: string, config: object) => Promise<Reply> }
    }
  }
  const instance = un.create({ baseUrl: ORIGIN, validateStatus: () => true })
  return withRecipe('@uni-helper/uni-network 0.23.1', (path, headers) =>
    instance.get(path, { headers }),
  )
}

interface AlovaMethod {
  config: { headers: Headers }
}

/** As much of alova as is used; its own types exist only where the peers are installed. */
interface Alova {
  createAlova: (options: object) => { Get: (path: string) => Promise<unknown> }
  createServerTokenAuthentication: (options: object) => {
    onAuthRequired: () => unknown
    onResponseRefreshToken: (responded: (reply: Reply) => unknown) => unknown
  }
}

function alova(): Client {
  const { createAlova } = require('alova') as Alova
  const { createServerTokenAuthentication } = require('alova/client') as Alova
  const { onAuthRequired, onResponseRefreshToken } = createServerTokenAuthentication({
    assignToken: (method: AlovaMethod) => {
      method.config.headers.Authorization = `Bearer ${storedToken()}`
    },
    refreshTokenOnSuccess: {
      isExpired: (reply: Reply) => reply.statusCode === 401,
      handler: tutorialSignIn,
    },
  })
  const instance = createAlova({
    baseURL: ORIGIN,
    cacheFor: null,
    shareRequest: false,
    requestAdapter: ({ url, type, headers }: { url: string; type: string; headers: Headers }) => {
      const { wx } = globalThis as unknown as { wx: { request: (options: object) => unknown } }
      const reply = new Promise((success, fail) => {
        wx.request({ url, method: type, header: headers, success, fail })
      })
      return { response: () => reply, headers: async () => ({}), abort() {} }
    },
    beforeRequest: onAuthRequired(),
    responded: onResponseRefreshToken(({ statusCode, data }) => {
      if (statusCode !== 200) throw new Error(`The backend answered ${statusCode}`)
      return data
    }),
  })
  return { name: 'alova 3.5.5', renewal: 'own', get: async (path) => instance.Get(path) }
}

/**
 * Nothing but a promise around `wx.request` with the token in its header, and a look at the status:
 * what overhead is measured against.
 */
export function barePromise(tokenOf = storedToken): Client {
  return {
    name: 'bare promise',
    renewal: 'recipe',
    get: (path) =>
      new Promise((resolve, reject) => {
        const { wx } = globalThis as unknown as { wx: { request: (options: object) => unknown } }
        wx.request({
          url: ORIGIN + path,
          method: 'GET',
          header: { Authorization: `Bearer ${tokenOf()}` },
          success: ({ statusCode, data }: Reply) =>
            statusCode === 200 ? resolve(data) : reject(new Error(`answered ${statusCode}`)),
          fail: reject,
        })
      }),
  }
}

/** The same without reading the token: less than any authorized call can do. */
export function bareWithoutStorage(): Client {
  return { ...barePromise(() => DEAD_TOKEN), name: 'bare promise, token at hand' }
}

/** Makes each client anew, for the `wx` that is global at that moment. */
export const clients = [
  weappLoginKit,
  ...(process.env.WE_REQUEST ? [weRequest] : []),
  alova,
  axiosMiniprogram,
  escook,
  flyio,
  luchRequest,
  miniprogramNetwork,
  uniAjax,
  uniNetwork,
]
