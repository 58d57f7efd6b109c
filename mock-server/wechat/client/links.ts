import { LINKS_PREFIX } from '../../routes.ts'
import type { Hono } from 'hono'
import { commonProblem } from '../../http/problem.ts'
import type { Store } from '../../store/store.ts'
import { findLink } from '../links.ts'

/**
 * The target of a mini-program code, a scheme or a URL link, for a browser: on to the preview, at that
 * page with that scene.
 */
export function addOpenLinks(app: Hono, store: Store) {
  app.get(`${LINKS_PREFIX}/:ticket`, (c) => {
    const link = findLink(store, c.req.param('ticket'))
    if (!link) throw commonProblem('not_found', 'This code or link was not made here.')
    if (link.isExpired) {
      throw commonProblem('not_found', 'This link is over. The backend makes a new one.')
    }
    const { path, query, scene, envVersion } = link
    const page = query === '' ? path : `${path}?${query}`
    const target = new URLSearchParams({ page, scene: String(scene), envVersion })
    return c.redirect(`/?${target.toString()}`, 302)
  })
}
