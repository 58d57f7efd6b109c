import { createRequire } from 'node:module'
import { bundle } from './bundle.ts'
import type { Client, Headers, Reply } from './client.ts'
import { recipeClients } from './recipe-clients.ts'
import { storedText, storedToken, tutorialSignIn } from './tutorial.ts'
import { ORIGIN } from './world.ts'

const require = createRequire(import.meta.url)

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

/** Makes each client again, for the `wx` that is global at that moment. */
export const clients = [
  weappLoginKit,
  ...(process.env.WE_REQUEST ? [weRequest] : []),
  alova,
  ...recipeClients,
]
