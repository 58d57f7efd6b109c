import type { Query } from '../wx/route/page-url.ts'
import type { PageView } from '../wx/route/page-view.ts'

/**
 * Replaces a page that can't be shown, and says why; WeChat would leave the screen white. It is
 * on the stack like any other, and can be left.
 *
 * @param place the element that pages stand in
 */
export function brokenPage(
  place: HTMLElement,
  { route, query, title }: Pick<PageView, 'route' | 'query' | 'title'>,
  error: unknown,
): PageView {
  const { ownerDocument } = place
  const page = ownerDocument.createElement('page')
  page.dataset.route = route
  page.className = 'broken-page'
  const message = error instanceof Error ? error.message : String(error)
  const lines = [`页面无法显示 This page can't be shown`, route, message]
  for (const line of lines) {
    const paragraph = ownerDocument.createElement('p')
    paragraph.textContent = line
    page.append(paragraph)
  }
  place.append(page)
  return {
    route,
    query,
    title,
    instance: instanceOf(route, query) as never,
    lifecycle() {},
    setVisible(visible) {
      page.hidden = !visible
    },
    remove: () => page.remove(),
  }
}

/** The object `getCurrentPages()` returns for it. */
const instanceOf = (route: string, options: Query) => ({
  route,
  options,
  data: {},
  setData() {},
})
