import type { Store } from '../store/store.ts'
import { findApp } from './apps.ts'

/** True if the released version has such a page; every page is known of an app that named none. */
export function isKnownPage(store: Store, appid: string, page: string): boolean {
  const pages = findApp(store, appid)?.options.pages
  const path = page.replace(/^\//, '').replace(/\?.*$/, '')
  return pages === undefined || pages.includes(path)
}
