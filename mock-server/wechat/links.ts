import type { Store } from '../store/store.ts'
import { randomBytes } from '../random.ts'

/**
 * The way into the mini-program, as its launch options tell it (`scene`).
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/reference/scene-list.html
 */
export const SCENES = { qrCode: 1011, miniProgramCode: 1047, scheme: 1065, urlLink: 1194 } as const

/** The page, and the scene, that a code or link leads to. */
export interface LinkTarget {
  /** Without "/" before it; empty: the first page. */
  path: string
  /** Without "?"; as the page's `onLoad` gets it, still encoded. */
  query: string
  scene: number
  envVersion: 'release' | 'trial' | 'develop'
}

/** A ticket that leads to this target until it expires; for good without an end. */
export function makeLink(
  store: Store,
  appid: string,
  target: LinkTarget,
  expiresAt: number | null = null,
): string {
  const ticket = randomBytes(9).toString('base64url').replaceAll(/[-_]/g, 'x')
  store
    .sql('INSERT INTO wechat_links VALUES (?, ?, ?, ?)')
    .run(ticket, appid, JSON.stringify(target), expiresAt)
  return ticket
}

/** A link that was made, and whether it is over. */
export interface Link extends LinkTarget {
  appid: string
  isExpired: boolean
}

/** The link of a ticket; undefined where none was made. */
export function findLink(store: Store, ticket: string): Link | undefined {
  const row = store
    .sql('SELECT appid, target, expires_at FROM wechat_links WHERE ticket = ?')
    .get<{ appid: string; target: string; expires_at: number | null }>(ticket)
  if (!row) return undefined
  const isExpired = row.expires_at !== null && store.clock.now() >= row.expires_at
  return { ...(JSON.parse(row.target) as LinkTarget), appid: row.appid, isExpired }
}
