import { defineApis } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import type { PageLook } from '../route/page-view.ts'
import { requireParameters } from '../parameters.ts'

const HEX_COLOR = /^#[\da-f]{6}$/i

/** The frame around a page: https://developers.weixin.qq.com/miniprogram/dev/api/ui/navigation-bar/wx.setNavigationBarColor.html */
export function pageFrameApis(phone: Context) {
  const { pages } = phone
  const look = (change: PageLook) => () => pages.setLook(change)
  return defineApis(phone, {
    setNavigationBarTitle: (options) => {
      requireParameters(options, { title: 'String' })
      pages.setTitle(options.title)
    },
    setNavigationBarColor: (options) => {
      requireParameters(options, { frontColor: 'String', backgroundColor: 'String' })
      const { frontColor, backgroundColor } = options
      if (!/^#(?:0{6}|f{6})$/i.test(frontColor)) {
        throw new ApiFailure(`invalid frontColor "${frontColor}": #000000 or #ffffff`)
      }
      requireColor('backgroundColor', backgroundColor)
      pages.setLook({ frontColor, barColor: backgroundColor })
    },
    showNavigationBarLoading: look({ isBarLoading: true }),
    hideNavigationBarLoading: look({ isBarLoading: false }),
    hideHomeButton: look({ isHomeButtonHidden: true }),
    setBackgroundColor: ({ backgroundColor }) => {
      if (backgroundColor === undefined) return
      requireColor('backgroundColor', backgroundColor)
      pages.setLook({ backgroundColor })
    },
    setBackgroundTextStyle: ({ textStyle }) => {
      if (textStyle !== 'dark' && textStyle !== 'light') {
        throw new ApiFailure(`invalid textStyle "${String(textStyle)}": dark or light`)
      }
      pages.setLook({ backgroundTextStyle: textStyle })
    },
    startPullDownRefresh: () => pullDown(phone),
    stopPullDownRefresh: look({ isRefreshing: false }),
    pageScrollTo: (options) => {
      const { scrollTop, selector } = options
      if (scrollTop === undefined && selector === undefined) {
        throw new ApiFailure('scrollTop or selector is needed')
      }
      pages.current?.scrollTo?.(options)
    },
  })
}

/** Starts a refresh, by the person's pull or `startPullDownRefresh`. It lasts until the page stops it. */
export function pullDown({ reportError, pages }: Context) {
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
