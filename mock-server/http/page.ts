import type { Context } from 'hono'
import { commonProblem } from './problem.ts'

/** A part of a list that may be long. */
export interface Page {
  limit: number
  offset: number
}

const FEW = 1_000
const MOST = 10_000

/**
 * `?limit=` (1000 by default, 10,000 at most) and `?offset=`: no list is answered whole,
 * since nobody knows how long it is.
 *
 * @throws Problem `invalid_request`
 */
export function readPage(c: Context): Page {
  const { limit = String(FEW), offset = '0' } = c.req.query()
  const isRight = (text: string, least: number, most: number) =>
    /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most
  if (!isRight(limit, 1, MOST)) throw refused('limit', `1 to ${MOST}`)
  if (!isRight(offset, 0, 999_999_999)) throw refused('offset', '0 or more')
  return { limit: Number(limit), offset: Number(offset) }
}

const refused = (name: string, range: string) =>
  commonProblem('invalid_request', `${name}: must be a number, ${range}`)

/** The rows of a page, read with one more than it holds, and whether others follow. */
export function cutPage<Row>(rows: Row[], { limit }: Page): { rows: Row[]; hasMore: boolean } {
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit }
}
