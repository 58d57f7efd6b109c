import type { Query } from './page-url.ts'
import type { PageView } from './page-view.ts'

/** A page that is not drawn, for a simulator that is used alone. */
export function headlessPage(route: string, query: Query): PageView {
  return {
    route,
    query,
    instance: { route, options: query } as never,
    title: '',
    lifecycle() {},
    setVisible() {},
    remove() {},
  }
}
