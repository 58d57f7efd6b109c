import { ApiFailure, type Wx } from '../call.ts'
import type { Context } from '../context.ts'
import type { PageLook, Pages } from '../route/navigation.ts'
import { requireParameters } from '../parameters.ts'

type Api =
  | 'setNavigationBarTitle'
  | 'setNavigationBarColor'
  | 'showNavigationBarLoading'
  | 'hideNavigationBarLoading'
  | 'hideHomeButton'
  | 'setBackgroundColor'
  | 'setBackgroundTextStyle'
  | 'startPullDownRefresh'
  | 'stopPullDownRefresh'
  | 'pageScrollTo'

const HEX_COLOR = /^#[\da-f]{6}$/i

/** What lies around a page: https://developers.weixin.qq.com/miniprogram/dev/api/ui/navigation-bar/wx.setNavigationBarColor.html */
export function pageFrameApis(context: Context, pages: Pages): Pick<Wx, Api> {
  const { makeApi } = context
  const look = (name: Api, change: PageLook) => makeApi(name, () => pages.setLook(change)) as never
  return {
    setNavigationBarTitle: makeApi('setNavigationBarTitle', (options) => {
      requireParameters(options, { title: 'String' })
      pages.setTitle(options.title)
    }),
    setNavigationBarColor: makeApi('setNavigationBarColor', (options) => {
      requireParameters(options, { frontColor: 'String', backgroundColor: 'String' })
      const { frontColor, backgroundColor } = options
      if (!/^#(?:0{6}|f{6})$/i.test(frontColor)) {
        throw new ApiFailure(`invalid frontColor "${frontColor}": #000000 or #ffffff`)
      }
      requireColor('backgroundColor', backgroundColor)
      pages.setLook({ frontColor, barColor: backgroundColor })
    }),
    showNavigationBarLoading: look('showNavigationBarLoading', { isBarLoading: true }),
    hideNavigationBarLoading: look('hideNavigationBarLoading', { isBarLoading: false }),
    hideHomeButton: look('hideHomeButton', { isHomeButtonHidden: true }),
    setBackgroundColor: makeApi('setBackgroundColor', ({ backgroundColor }) => {
      if (backgroundColor === undefined) return
      requireColor('backgroundColor', backgroundColor)
      pages.setLook({ backgroundColor })
    }),
    setBackgroundTextStyle: makeApi('setBackgroundTextStyle', ({ textStyle }) => {
      if (textStyle !== 'dark' && textStyle !== 'light') {
        throw new ApiFailure(`invalid textStyle "${String(textStyle)}": dark or light`)
      }
      pages.setLook({ backgroundTextStyle: textStyle })
    }),
    startPullDownRefresh: makeApi('startPullDownRefresh', () => pullDown(context, pages)),
    stopPullDownRefresh: look('stopPullDownRefresh', { isRefreshing: false }),
    pageScrollTo: makeApi('pageScrollTo', (options) => {
      const { scrollTop, selector } = options
      if (scrollTop === undefined && selector === undefined) {
        throw new ApiFailure('scrollTop or selector is needed')
      }
      pages.current?.scrollTo?.(options)
    }),
  }
}

/** What the person's pull, or `startPullDownRefresh`, sets off. It lasts until the page stops it. */
export function pullDown({ reportError }: Context, pages: Pages) {
  const page = pages.current
  if (!page) return
  pages.setLook({ isRefreshing: true })
  const handler = (page.instance as Record<string, unknown>).onPullDownRefresh
  if (typeof handler !== 'function') return
  try {
    handler.call(page.instance)
  } catch (error) {
    reportError(error)
  }
}

function requireColor(name: string, color: string) {
  if (!HEX_COLOR.test(color)) throw new ApiFailure(`invalid ${name} "${color}": it is like #ff0000`)
}
