import type { Hono } from 'hono'
import { commonProblem } from '../../http/problem.ts'
import type { Store } from '../../store/store.ts'
import { findLink, type Link } from '../links.ts'

/** What the WeChat app asks about a code it scanned, or a link that was tapped. */
export function addLinkTargets(api: Hono, store: Store) {
  api.get('/links/:ticket', (c) => {
    const { isExpired: _, ...target } = demandLink(store, c.req.param('ticket'))
    return c.json(target)
  })
}

/**
 * Where a mini-program code or a link leads, for a browser: on to the preview, which opens that page
 * with that scene.
 */
export function addOpenLinks(app: Hono, store: Store) {
  app.get('/wxaurl.cn/:ticket', (c) => {
    const ticket = c.req.param('ticket')
    demandLink(store, ticket)
    return c.redirect(`/?open=${ticket}`, 302)
  })
}

function demandLink(store: Store, ticket: string): Link {
  const link = findLink(store, ticket)
  if (!link) throw commonProblem('not_found', 'This code or link was not made here.')
  if (link.isExpired)
    throw commonProblem('not_found', 'This link is over. The backend makes a new one.')
  return link
}
