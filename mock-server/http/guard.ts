import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { envOf } from './connection.ts'
import { forwardingHeader } from './forwarded.ts'
import { isLoopback, judgeHost } from './host.ts'
import { commonProblem } from './problem.ts'

/** The names and the token by which other machines may call. */
export interface Access {
  /** Names the operator gave this server. Default: none. */
  hosts?: readonly string[]
  /** Sent as `Authorization: Bearer`, it opens the control routes from anywhere. */
  controlToken?: string | undefined
}

/**
 * Keeps what only this machine's developer may use (`/__mock`, `/__relay`) from everybody else: from
 * pages of other origins, from other machines, and from whoever comes through a proxy or a tunnel
 * that runs here. With the operator's token it is open from anywhere.
 *
 * A tunnel that carries bytes and says nothing of it (`ssh -R`) can't be told from this machine.
 */
export function guardControl({ controlToken }: Access = {}): MiddlewareHandler {
  return async (c, next) => {
    if (!isAllowedByToken(c, controlToken)) {
      const why = foreignHost(c, [], ['loopback']) ?? foreignOrigin(c) ?? remoteCaller(c)
      if (why !== undefined) throw refused(why, controlHelp(controlToken))
    }
    await next()
  }
}

/**
 * Keeps pages of other origins out of what phones of the same network may use, too (`/__client`).
 *
 * A page can send requests to any address without being able to read the answers, and, by pointing
 * its own DNS name here (rebinding), even read them. So `Host` must be a name no foreign page can
 * own, and `Origin`, where a browser sends one, must be that same host.
 */
export function guardPhone({ hosts = [] }: Access = {}): MiddlewareHandler {
  return async (c, next) => {
    const why = foreignHost(c, hosts, ['loopback', 'address', 'named']) ?? foreignOrigin(c)
    if (why !== undefined) throw refused(why, hostHelp)
    await next()
  }
}

/** The advice for a request by a host name that is not allowed. */
export const hostHelp =
  'Call it by localhost or an IP address, or start it with --allow-host and the name.'

const controlHelp = (token: string | undefined) =>
  token === undefined
    ? 'Call it from this machine by localhost, or start it with --control-token and send that.'
    : 'Call it from this machine by localhost, or send "Authorization: Bearer <the control token>".'

const refused = (why: string, help: string) =>
  commonProblem('forbidden_origin', `Refused: ${why}. ${help}`)

const hostOf = (c: Context) => c.req.header('host') ?? new URL(c.req.url).host

function foreignHost(c: Context, names: readonly string[], kinds: string[]): string | undefined {
  const host = hostOf(c)
  if (kinds.includes(judgeHost(host, names))) return undefined
  return `the Host "${host.slice(0, 100)}" is not this machine`
}

function foreignOrigin(c: Context): string | undefined {
  const origin = c.req.header('origin')
  if (origin === undefined || origin.replace(/^https?:\/\//, '') === hostOf(c)) return undefined
  return `the page at "${origin.slice(0, 100)}" is not part of this server`
}

/** True if a request was made on this machine, by a program that sent it here itself. */
export const isFromHere = (c: Context) => remoteCaller(c) === undefined

function remoteCaller(c: Context): string | undefined {
  const { httpVersion, socket } = envOf(c).incoming ?? {}
  if (socket?.remoteAddress !== undefined && !isLoopback(socket.remoteAddress)) {
    return 'it answers to this machine only'
  }
  const header = forwardingHeader(c.req.raw.headers.keys())
  if (header !== undefined) return `the header "${header}" says that somebody else passed it on`
  // nginx's default version towards the servers behind it; hardly anything else still uses it.
  if (httpVersion === '1.0') return 'HTTP/1.0 is what proxies speak'
  return undefined
}

function isAllowedByToken(c: Context, expected: string | undefined): boolean {
  const given = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  if (expected === undefined || given === undefined) return false
  return timingSafeEqual(digest(expected), digest(given))
}

const digest = (text: string) => createHash('sha256').update(text).digest()
