import type { Store } from '../store/store.ts'
import type { Account } from './accounts.ts'

/** A subscribe message as the user's phone shows it. */
export interface Notice {
  id: number
  templateId: string
  title: string
  lines: { name: string; value: string }[]
  /** The page a tap leads to, with its query; absent: nowhere. */
  page?: string | undefined
  /** `developer`, `trial` or `formal`. */
  state: string
  lang: string
  /** Milliseconds since 1970 on the server's clock. */
  sentAt: number
}

type Listener = (notice: Notice) => void

const KEPT = 100

/** The messages on phones: kept, and passed to the simulated phones as they come. */
export class Notices {
  readonly #store: Store
  readonly #onSend: (account: Account, notice: Notice) => void
  readonly #listeners = new Map<string, Set<Listener>>()

  /** @param onSend called for each message */
  constructor(store: Store, onSend: (account: Account, notice: Notice) => void = () => {}) {
    this.#store = store
    this.#onSend = onSend
  }

  send(account: Account, content: Omit<Notice, 'id' | 'sentAt'>): Notice {
    const sentAt = this.#store.clock.now()
    this.#store
      .sql('INSERT INTO wechat_notices (appid, user_name, content, sent_at) VALUES (?, ?, ?, ?)')
      .run(account.appid, account.userName, JSON.stringify(content), sentAt)
    const row = this.#store.sql('SELECT last_insert_rowid() AS id').get<{ id: number }>()
    const notice = { id: row?.id ?? 0, ...content, sentAt }
    this.#onSend(account, notice)
    for (const listener of this.#listeners.get(keyOf(account)) ?? []) listener(notice)
    return notice
  }

  /** The latest messages after one, oldest first. */
  list(account: Account, asked = 0): Notice[] {
    const { appid, userName } = account
    // A phone with a higher id has seen those of an earlier server that stored nothing.
    const after = asked > this.#lastId() ? 0 : asked
    return this.#store
      .sql(
        `SELECT id, content, sent_at FROM wechat_notices
         WHERE appid = ? AND user_name = ? AND id > ? ORDER BY id DESC LIMIT ${KEPT}`,
      )
      .all<{ id: number; content: string; sent_at: number }>(appid, userName, after)
      .map((row) => ({
        ...(JSON.parse(row.content) as Omit<Notice, 'id' | 'sentAt'>),
        id: row.id,
        sentAt: row.sent_at,
      }))
      .toReversed()
  }

  #lastId(): number {
    const sql = 'SELECT max(id) AS id FROM wechat_notices'
    return this.#store.sql(sql).get<{ id: number | null }>()?.id ?? 0
  }

  /** @returns how to stop listening */
  listen(account: Account, listener: Listener): () => void {
    const key = keyOf(account)
    const listeners = this.#listeners.get(key) ?? new Set()
    this.#listeners.set(key, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(key)
    }
  }
}

const keyOf = ({ appid, userName }: Account) => `${appid} ${userName}`
