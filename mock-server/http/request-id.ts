import type { Context } from 'hono'
import { envOf } from './connection.ts'
import { randomBytes } from '../random.ts'

const HEADER = 'X-Request-Id'

/** Identifies this run of the server; the number identifies the request. */
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
