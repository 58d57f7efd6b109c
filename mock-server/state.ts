import * as backend from './backend/room.ts'
import type { Page } from './http/page.ts'
import { pageReader } from './store/pages.ts'
import type { Store } from './store/store.ts'
import * as wechat from './wechat/room.ts'

/** Puts in what a new, empty server starts with: one app, and the people who can sign in. */
export const seedState = (store: Store) => wechat.seed(store)

/**
 * Forgets everybody and everything, and starts again, on the machine's time. Access tokens stay: they
 * are the backend's, which caches them.
 */
export function resetState(store: Store) {
  store.refill([...backend.forgotten, ...wechat.forgotten], () => {
    wechat.reset(store)
    store.clock.reset()
  })
}

/**
 * The state, secrets masked: each becomes a short mark that only identifies it. Of each list
 * one page; `more` names those that go on.
 */
export function readState(store: Store, page: Page) {
  const { read, more } = pageReader(store, page)
  return {
    wechat: wechat.describe(read),
    backend: backend.describe(read, store.clock.now()),
    more,
  }
}
