import type { MiddlewareHandler } from 'hono'
import { envOf } from './connection.ts'
import { commonProblem } from './problem.ts'

const LOOPBACK_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/
const IP_ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:]+\])(?::\d+)?$/i
const LOOPBACK_ADDRESS = /^(?:127\.|::1$|::ffff:127\.)/

/** A Host header without its port. */
const nameOf = (host: string) => host.replace(/:\d+$/, '').toLowerCase()

/**
 * Keeps web pages of other origins out of what only this machine's developer may use.
 *
 * A page can send requests to `localhost` without being able to read the answers, and, by pointing
 * its own DNS name at 127.0.0.1 (rebinding), even read them. So `Host` must be a name no foreign
 * page can own, and `Origin`, where a browser sends one, must be that same host.
 *
 * @param reach `loopback`: this machine alone. `network`: also a phone that came by IP address, or
 *   by one of the names the operator gave
 */
export function guard(
  reach: 'loopback' | 'network',
  names: readonly string[] = [],
): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host
    const isNear = IP_ADDRESS.test(host) || names.includes(nameOf(host))
    if (!LOOPBACK_NAME.test(host) && !(reach === 'network' && isNear)) {
      throw refused(`the Host "${host.slice(0, 100)}" is not this machine`, reach)
    }

    const origin = c.req.header('origin')
    if (origin !== undefined && origin.replace(/^https?:\/\//, '') !== host) {
      throw refused(`the page at "${origin.slice(0, 100)}" is not part of this server`, reach)
    }

    const address = envOf(c).incoming?.socket?.remoteAddress
    if (reach === 'loopback' && address !== undefined && !LOOPBACK_ADDRESS.test(address)) {
      throw refused('it answers to this machine only', reach)
    }
    await next()
  }
}

const help = {
  loopback: 'Call it from this machine by localhost.',
  network: 'Call it by localhost or an IP address, or start it with --allow-host and the name.',
}

const refused = (why: string, reach: keyof typeof help) =>
  commonProblem('forbidden_origin', `Refused: ${why}. ${help[reach]}`)
