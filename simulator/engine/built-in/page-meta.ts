import { rpxToVw } from '../rpx.ts'
import { hostOf } from '../component-context.ts'
import { type Component, type Drawing, text } from './built-in.ts'

/** `system` is the font size of WeChat's own settings, which the phone keeps as a variable. */
const fontSize = (value: unknown) =>
  value === 'system' ? 'var(--font-size-setting)' : rpxToVw(text(value))

/**
 * The first node of a page, whose properties apply to the whole page: font sizes, styles, colours,
 * and the scroll position.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/component/page-meta.html
 */
const meta: Drawing = {
  tag: 'page-meta',
  properties: {
    rootFontSize: String,
    pageFontSize: String,
    pageStyle: String,
    rootBackgroundColor: String,
    backgroundColor: String,
    backgroundTextStyle: String,
    scrollTop: String,
    scrollDuration: { type: Number, value: 300 },
    pageOrientation: String,
  },
  update(element, data: Record<string, unknown>, component) {
    element.style.display = 'none'
    const root = element.ownerDocument.documentElement
    root.style.fontSize = fontSize(data.rootFontSize)
    const page = element.closest<HTMLElement>('page')
    if (!page) return
    page.style.cssText = rpxToVw(text(data.pageStyle))
    page.style.fontSize = fontSize(data.pageFontSize)
    page.style.backgroundColor = text(data.rootBackgroundColor)
    const before = said.get(component)
    said.set(component, data)
    if (data.scrollTop && data.scrollTop !== before?.scrollTop) {
      const scrollTop = Number.parseFloat(text(data.scrollTop))
      void hostOf(component).wx.pageScrollTo({ scrollTop, duration: Number(data.scrollDuration) })
    }
  },
}

/** Within `page-meta`: the same as `wx.setNavigationBarTitle` and `wx.setNavigationBarColor`. */
const navigationBar: Drawing = {
  tag: 'navigation-bar',
  properties: {
    title: String,
    loading: Boolean,
    frontColor: String,
    backgroundColor: String,
    colorAnimationDuration: Number,
    colorAnimationTimingFunc: String,
  },
  update(_, data: Record<string, unknown>, component) {
    const before = said.get(component)
    const now = { ...data }
    said.set(component, now)
    queueMicrotask(() => tellBar(component, now, before ?? {})) // the page is in front by then
  },
}

type Said = Record<string, unknown>

function tellBar(component: Component, now: Said, before: Said) {
  const { wx } = hostOf(component)
  const isNew = (name: string) => now[name] !== before[name]
  if (now.title && isNew('title')) void wx.setNavigationBarTitle({ title: text(now.title) })
  if (now.loading && isNew('loading')) void wx.showNavigationBarLoading({})
  if (!now.loading && before.loading) void wx.hideNavigationBarLoading({})
  const [front, back] = [text(now.frontColor), text(now.backgroundColor)]
  if (front && back && (isNew('frontColor') || isNew('backgroundColor'))) {
    void wx.setNavigationBarColor({ frontColor: front, backgroundColor: back })
  }
}

/** The last values of each. */
const said = new WeakMap<Component, Said>()

/** Drawings of `page-meta` and `navigation-bar`. */
export const pageMetas: Drawing[] = [meta, navigationBar]
