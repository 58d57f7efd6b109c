import type { ClientSettings } from '../wechat/client-api.ts'
import type { Store } from '../store/store.ts'
import { openAccount } from '../wechat/accounts.ts'
import { defaultApp, hasApp, listApps, putApp } from '../wechat/apps.ts'
import { setMessages, listSubscriptions } from '../wechat/subscriptions.ts'
import { findUser, listUsers, nameOfUnionid, putUser } from '../wechat/users.ts'
import { MOST_USERS, type Seed } from './seed.ts'

/** A seed refers to a user, app or template that does not exist. */
export class SeedError extends Error {
  override name = 'SeedError' as const
  /** The same in Chinese, for the command. */
  readonly inChinese: string

  constructor(message: string, inChinese: string) {
    super(message)
    this.inChinese = inChinese
  }
}

/**
 * Adds what a seed holds, whole or not at all; entries that exist already are changed.
 *
 * @throws SeedError naming the entry that can't be
 */
export function applySeed(store: Store, settings: ClientSettings, seed: Seed) {
  store.transaction(() => {
    for (const { appid, secret, openAccount: account, ...options } of seed.apps ?? []) {
      putApp(store, { appid, secret, openAccount: account, options })
    }
    for (const user of seed.users ?? []) plantUser(store, user)
    for (const { user, appid = defaultApp.appid, templateId, count } of seed.subscriptions ?? []) {
      if (!findUser(store, user))
        throw new SeedError(
          `subscriptions: nobody is called "${user}".`,
          `subscriptions：没有叫 "${user}" 的用户。`,
        )
      if (!hasApp(store, appid))
        throw new SeedError(
          `subscriptions: there is no app "${appid}".`,
          `subscriptions：没有 "${appid}" 这个应用。`,
        )
      setMessages(store, openAccount(store, appid, user), templateId, count)
    }
  })
  for (const [name, value] of Object.entries(seed.settings ?? {})) {
    if (value !== undefined) Object.assign(settings, { [name]: value })
  }
}

function plantUser(store: Store, user: NonNullable<Seed['users']>[number]) {
  const other = user.unionid && nameOfUnionid(store, user.unionid)
  if (other && other !== user.name) {
    throw new SeedError(
      `users: "${user.name}" and "${other}" have the same unionid.`,
      `users："${user.name}" 和 "${other}" 的 unionid 相同。`,
    )
  }
  putUser(store, user)
}

/** The present state, as a seed that would bring it back. Its secrets are those of this fake. */
export function exportSeed(
  store: Store,
  { profile, hasPhoneQuota, watermark }: ClientSettings,
): Seed {
  return {
    settings: { profile, hasPhoneQuota, watermark },
    apps: listApps(store).map(({ options, ...app }) => ({ ...app, ...options })),
    users: listUsers(store, { limit: MOST_USERS, offset: 0 }).map(
      ({ profile: { avatarUrl, ...words }, ...user }) => ({
        ...user,
        ...words,
        // A picture of this server's own is made again by name.
        ...(/^https?:/.test(avatarUrl) && { avatarUrl }),
      }),
    ),
    subscriptions: listSubscriptions(store),
  }
}
