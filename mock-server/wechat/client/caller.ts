import { CONTROL_PREFIX } from '../../routes.ts'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Store } from '../../store/store.ts'
import { commonProblem } from '../../http/problem.ts'
import { noteUser } from '../../http/whose.ts'
import { openAccount, type Account } from '../accounts.ts'
import { defaultApp, hasApp, listApps } from '../apps.ts'
import { defaultUser, findUser, listUsers, type WechatUser } from '../users.ts'

/** The user and the mini-program that a request of the phone is about. */
export const Caller = z.object({
  user: z.string().max(64).default(defaultUser),
  appid: z.string().max(64).default(defaultApp.appid),
})

/** The account behind `Caller`, opened on first use. Throws Problem `invalid_request` for strangers. */
export type Find = (
  c: Context,
  who: z.output<typeof Caller>,
) => { user: WechatUser; account: Account; store: Store }

/** Looks accounts up; whose request it is is noted for `/__mock/requests`. */
export const finder =
  (store: Store): Find =>
  (c, who) => {
    const user = findUser(store, who.user)
    if (!user) {
      throw commonProblem(
        'invalid_request',
        `user: nobody is called "${who.user}" here; there are ${userNames(store)}`,
      )
    }
    if (!hasApp(store, who.appid)) {
      throw commonProblem(
        'invalid_request',
        `appid: "${who.appid}" is unknown here; there are ${appids(store)}`,
      )
    }
    noteUser(c, user.name)
    return { user, account: openAccount(store, who.appid, who.user), store }
  }

/** A few known names, for a message about a mistyped one: there may be a million. */
const SOME = 5

const some = (names: string[], where: string) =>
  names.length > SOME
    ? `${names.slice(0, SOME).join(', ')} and others (GET ${where})`
    : names.join(', ')

const userNames = (store: Store) =>
  some(
    listUsers(store, { limit: SOME + 1, offset: 0 }).map(({ name }) => name),
    `${CONTROL_PREFIX}/users`,
  )

const appids = (store: Store) =>
  some(
    listApps(store).map(({ appid }) => appid),
    `${CONTROL_PREFIX}/apps`,
  )
