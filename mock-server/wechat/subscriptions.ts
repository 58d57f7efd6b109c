import type { Store } from '../store/store.ts'
import type { Account } from './accounts.ts'
import { WechatError } from './errors.ts'

/** The user accepts one message of a template more, as with each tap on 允许. */
export function acceptMessage(store: Store, { appid, userName }: Account, templateId: string) {
  store
    .sql(
      `INSERT INTO wechat_subscriptions VALUES (?, ?, ?, 1)
       ON CONFLICT (appid, user_name, template_id) DO UPDATE SET remaining = remaining + excluded.remaining`,
    )
    .run(appid, userName, templateId)
}

/** Sets how many messages of a template the user accepts. */
export function setMessages(
  store: Store,
  { appid, userName }: Account,
  templateId: string,
  count: number,
) {
  store
    .sql('INSERT OR REPLACE INTO wechat_subscriptions VALUES (?, ?, ?, ?)')
    .run(appid, userName, templateId, count)
}

/**
 * Takes one message from what the user accepted.
 *
 * @throws WechatError 43101 when nothing is left
 */
export function takeMessage(store: Store, { appid, userName }: Account, templateId: string) {
  const { changes } = store
    .sql(
      `UPDATE wechat_subscriptions SET remaining = remaining - 1
       WHERE appid = ? AND user_name = ? AND template_id = ? AND remaining > 0`,
    )
    .run(appid, userName, templateId)
  if (changes === 0) throw new WechatError(43101)
}

/** The messages all users still accept. */
export const listSubscriptions = (store: Store) =>
  store
    .sql('SELECT * FROM wechat_subscriptions WHERE remaining > 0 ORDER BY appid, user_name')
    .all<{ appid: string; user_name: string; template_id: string; remaining: number }>()
    .map((row) => ({
      user: row.user_name,
      appid: row.appid,
      templateId: row.template_id,
      count: row.remaining,
    }))
