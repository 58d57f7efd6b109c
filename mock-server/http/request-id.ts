import type { Context } from 'hono'
import { envOf } from './connection.ts'
import { randomBytes } from '../random.ts'

const HEADER = 'X-Request-Id'

/** A mark that tells this life of the server from another; the number tells the requests apart. */
const life = randomBytes(6).toString('hex')
let last = 0

/** Names a request, in its answer's header and errors: as its sender did, or by a new name. */
export function nameRequest(c: Context) {
  const { outgoing } = envOf(c)
  const given = c.req.header(HEADER)
  const id = given && /^[\w=-]{1,255}$/.test(given) ? given : `${life}-${(++last).toString(36)}`
  c.set('requestId', id)
  // Headers of Hono's own make it build each answer the slow way.
  if (outgoing) outgoing.setHeader(HEADER, id)
  else c.header(HEADER, id)
}
