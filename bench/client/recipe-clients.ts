import { createRequire } from 'node:module'
import { bundle } from './bundle.ts'
import type { Client, Headers, Reply } from './client.ts'
import { storedToken, tutorialSignIn } from './tutorial.ts'
import { ORIGIN } from './world.ts'

// Packages that only send, each with the usual recipe around it.

const require = createRequire(import.meta.url)

/**
 * The recipe of blogs and issue threads: on a 401 sign in, calls that get one meanwhile share that
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

/** Makes each of them again, for the `wx` that is global at that moment. */
export const recipeClients = [
  axiosMiniprogram,
  escook,
  flyio,
  luchRequest,
  miniprogramNetwork,
  uniAjax,
  uniNetwork,
]
