import type { MiddlewareHandler } from 'hono'
import { envOf } from './connection.ts'
import { commonProblem } from './problem.ts'

const LOOPBACK_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/
const IP_ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:]+\])(?::\d+)?$/i
const LOOPBACK_ADDRESS = /^(?:127\.|::1$|::ffff:127\.)/

/**
 * Keeps web pages of other origins out of what only this machine's developer may use.
 *
 * A page can send requests to `localhost` without being able to read the answers, and, by pointing
 * its own DNS name at 127.0.0.1 (rebinding), even read them. So `Host` must be a name no foreign
 * page can own, and `Origin`, where a browser sends one, must be that same host.
 *
 * @param reach `loopback`: this machine alone. `network`: also a phone that came by IP address.
 */
export function guard(reach: 'loopback' | 'network'): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host
    const trusted = LOOPBACK_NAME.test(host) || (reach === 'network' && IP_ADDRESS.test(host))
    if (!trusted) throw refused(`the Host "${host.slice(0, 100)}" is not this machine`)

    const origin = c.req.header('origin')
    if (origin !== undefined && origin.replace(/^https?:\/\//, '') !== host) {
      throw refused(`the page at "${origin.slice(0, 100)}" is not part of this server`)
    }

    const address = envOf(c).incoming?.socket?.remoteAddress
    if (reach === 'loopback' && address !== undefined && !LOOPBACK_ADDRESS.test(address)) {
      throw refused('it answers to this machine only')
    }
    await next()
  }
}

const refused = (why: string) =>
  commonProblem('forbidden_origin', `Refused: ${why}. Call it from this machine by localhost.`)
