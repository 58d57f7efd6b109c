import type { Context } from '../../wx/context.ts'
import { pullDown } from '../../wx/ui/page-frame.ts'

/** As far as WeChat lets a page be pulled before it refreshes, in px. */
const FAR_PX = 60

/**
 * A person pulls the page down from its top, where its `.json` allows that.
 *
 * @param isAllowed `enablePullDownRefresh` of a page
 */
export function listenToPulls(
  document: Document,
  phone: Context,
  isAllowed: (route: string) => boolean,
) {
  let from: number | undefined
  const scroller = () => document.scrollingElement ?? document.documentElement
  document.addEventListener('pointerdown', ({ clientY }) => {
    from = scroller().scrollTop === 0 ? clientY : undefined
  })
  document.addEventListener('pointerup', ({ clientY }) => {
    const { current } = phone.pages
    const isFar = from !== undefined && clientY - from > FAR_PX
    if (isFar && current && isAllowed(current.route)) pullDown(phone)
    from = undefined
  })
}
