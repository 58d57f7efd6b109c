import type { Context } from 'hono'
import { noteUser } from '../http/whose.ts'
import type { Quotas } from './quotas.ts'

/**
 * Notes whose sign-in a request is, and counts it. The codes of DevTools all stand for one person and
 * are not counted: one developer's requests would use up another's quota.
 *
 * @throws WechatError 45011 after a hundred a minute
 */
export const countUser =
  (c: Context, quotas: Quotas, appid: string) => (user: string, isFromDevTools: boolean) => {
    noteUser(c, user)
    if (!isFromDevTools) quotas.countUser('jscode2session', appid, user)
  }
