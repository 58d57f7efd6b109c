import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type * as Services from './services.ts'
import { createSimulator, type Simulator } from '../../simulator/wx/simulator.ts'
import { codeBlock } from '../support/code-blocks.ts'
import { readFileSync } from 'node:fs'
import { load } from './load.ts'

/** A request that a server got. */
export interface Asked {
  method: string
  path: string
  headers: Record<string, string | undefined>
  body: Record<string, unknown>
}

interface Reply {
  status?: number
  headers?: Record<string, string | string[]>
  /** An object is sent as JSON. */
  body?: unknown
}

/** A server's answers to `METHOD /path`. */
export type Routes = Record<string, (asked: Asked) => Reply>

const running: { close: () => void }[] = []

/** A server with its own answers. */
export interface OwnServer {
  origin: string
  /** Every request to the backend, in order. */
  asked: Asked[]
}

/**
 * A real HTTP server on a free port: somebody's backend, and as much of the fake WeChat as gives
 * login codes.
 */
export async function serve(routes: Routes): Promise<OwnServer> {
  const asked: Asked[] = []
  let codes = 0
  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const { method = '', url = '' } = request
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (url.startsWith('/__client/login')) return { body: { code: `code-${++codes}` } }
    if (url.startsWith('/__client/')) return { body: {} }
    const text = Buffer.concat(chunks).toString()
    const headers = request.headers as Asked['headers']
    const isJson = /json/.test(headers['content-type'] ?? '') && text
    const body = (isJson ? JSON.parse(text) : {}) as Asked['body']
    const path = url.replace(/\?.*/, '')
    const one = { method, path, headers, body }
    asked.push(one)
    const route = routes[`${method} ${path}`]
    return route ? route(one) : { status: 404, body: { error: { code: 'not_found' } } }
  }
  const server = createServer((request, response) => {
    void answer(request).then(({ status = 200, headers = {}, body }) => {
      const type = typeof body === 'string' ? 'text/plain' : 'application/json'
      response.writeHead(status, { 'content-type': type, ...headers })
      response.end(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  running.push({
    close() {
      server.closeAllConnections()
      server.close()
    },
  })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

/** Timers of the services, which last longer than a test. */
const timers = new Set<ReturnType<typeof setTimeout>>()

function startTimer(run: () => void, milliseconds: number) {
  const timer = setTimeout(run, milliseconds)
  timers.add(timer)
  return timer
}

/** Closes what was served and opened; for `afterEach`. */
export function closeAll() {
  for (const server of running.splice(0)) server.close()
  timers.forEach(clearTimeout)
}

/** A mini-program in front of such a server. */
export interface App {
  services: typeof Services
  simulator: Simulator
  /** Closes the mini-program and opens it again. */
  relaunch: () => App
}

const original = readFileSync('miniprogram/config.ts', 'utf8')

/**
 * `config.ts` with a piece of docs/en/backends.md in it.
 *
 * @param words what only that piece holds; absent: the template's own
 */
export function configWith(words: string | undefined, change = (code: string) => code): string {
  if (words === undefined) return original
  const code = change(codeBlock('docs/backends.md', words))
  const at = code.indexOf('export const backend')
  const own = /^export const backend[^]*?\n\}\n/m
  return code.slice(0, at) + original.replace(own, () => code.slice(at))
}

/** The services with this `config.ts`, on a simulated phone whose backend and WeChat are `server`. */
export function open(config: string, { origin }: OwnServer, storage?: Map<string, string>): App {
  const area = storage ?? new Map<string, string>()
  const simulator = createSimulator({ origin, storage: area })
  const text = config.replace(/develop: '[^']*'/, `develop: '${origin}'`)
  const globals = { wx: simulator.wx, setTimeout: startTimer, clearTimeout, Date, console }
  const services = load<typeof Services>('tests/core/services.ts', globals, { config: text })
  return { services, simulator, relaunch: () => open(config, { origin, asked: [] }, area) }
}

/** The user of such a backend. */
export const user = { id: 'ann', nickName: 'Ann', avatarUrl: '' }

/** Its answer to a token that is good no more. */
export const refused = { status: 401, body: { error: { code: 'session_expired' } } }

/** Its tokens are `t1`, `t2`...; only the newest is good. */
export function tokens(read: (asked: Asked) => string | undefined, more: object = { user }) {
  let count = 0
  return {
    login: () => ({ body: { token: `t${++count}`, expiresIn: 3600, ...more } }),
    isGood: (asked: Asked) => read(asked) === `t${count}`,
    end: () => void count++,
  }
}

/** The token of a request, where HTTP has it. */
export const bearer = ({ headers }: Asked) => headers.authorization?.replace('Bearer ', '')
