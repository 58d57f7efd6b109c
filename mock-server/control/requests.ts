import type { Hono } from 'hono'
import { commonProblem } from '../http/problem.ts'
import type { JournalEntry } from '../events/journal.ts'
import { streamSteps } from '../events/stream.ts'
import { openidOf } from '../backend/room.ts'
import type { Store } from '../store/store.ts'
import { withPrefix } from '../wechat/address.ts'
import { WECHAT_PREFIX } from '../routes.ts'
import { nameOfOpenid } from '../wechat/room.ts'
import type { World } from './world.ts'

/** One request and its answer, as `GET /__mock/requests` returns it; every secret masked. */
export interface AskedRequest {
  /** Rises with every request. */
  id: number
  /** Milliseconds since 1970 on the server's clock. */
  at: number
  from: JournalEntry['from']
  to: JournalEntry['to']
  method: string
  path: string
  /** Whose request it was, where that is known. */
  user?: string
  /** Absent while it is in progress; 0 when the connection was dropped. */
  status?: number
  errcode?: number
  error?: string
  ms?: number
  /** The JSON body, or the query. */
  sent?: Record<string, unknown>
  answered?: Record<string, unknown>
}

/** The latest requests: as a list to be filtered and counted, and as it happens. */
export function addRequests(control: Hono, { store, journal }: World) {
  control.get('/events', (c) => streamSteps(c, journal))

  control.get('/requests', (c) => {
    const { route, user, limit = '100' } = c.req.query()
    if (!/^\d{1,3}$/.test(limit)) {
      throw commonProblem('invalid_request', 'limit: is a number from 0 to 999')
    }
    const fits = ({ path }: { path: string }) => route === undefined || isOf(route, path)
    const all = pair(journal.since(0), store).filter(
      (one) => fits(one) && (user === undefined || one.user === user),
    )
    return c.json({
      // Counts since the last reset; the list holds the latest requests only.
      counts: Object.fromEntries(
        Object.entries(journal.counts()).filter(([asked]) =>
          fits({ path: asked.split(' ')[1] ?? '' }),
        ),
      ),
      requests: Number(limit) === 0 ? [] : all.slice(-Number(limit)),
    })
  })
}

/** True if a path is of a route: the path itself, all under one (`/api/*`), or WeChat's last part. */
function isOf(route: string, path: string): boolean {
  const wanted = withPrefix(route)
  if (!wanted.startsWith('/')) return path.startsWith(WECHAT_PREFIX) && path.endsWith(`/${wanted}`)
  return wanted.endsWith('/*') ? path.startsWith(wanted.slice(0, -1)) : wanted === path
}

function pair(steps: readonly JournalEntry[], store: Store): AskedRequest[] {
  const requests = new Map<number, AskedRequest>()
  for (const step of steps) {
    if (step.kind === 'request') {
      const { at, from, to, method, path, body } = step
      const asked: AskedRequest = { id: step.pair, at, from, to, method, path }
      if (body) asked.sent = body
      requests.set(step.pair, asked)
      continue
    }
    const asked = requests.get(step.pair)
    if (!asked) continue
    const { status, errcode, error, ms, body } = step
    const user = step.user ?? personBehind(store, step.userId)
    Object.assign(
      asked,
      user !== undefined && { user },
      { status, ms },
      errcode !== undefined && { errcode },
      error !== undefined && { error },
      body && { answered: body },
    )
  }
  return [...requests.values()]
}

/** The person whose account at the backend this is. */
function personBehind(store: Store, userId: string | undefined): string | undefined {
  const openid = userId === undefined ? undefined : openidOf(store, userId)
  return openid === undefined ? undefined : nameOfOpenid(store, openid)
}
