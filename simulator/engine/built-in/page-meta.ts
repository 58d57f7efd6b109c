import { rpxToVw } from '../rpx.ts'
import { type Drawing, text } from './built-in.ts'

/** `system` is the font size of WeChat's own settings, which the phone keeps as a variable. */
const fontSize = (value: unknown) =>
  value === 'system' ? 'var(--font-size-setting)' : rpxToVw(text(value))

/**
 * The first node of a page: what it says is true of the page around it. Of its attributes, only the
 * font sizes are played.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/component/page-meta.html
 */
export const pageMeta: Drawing = {
  tag: 'page-meta',
  properties: { rootFontSize: String, pageFontSize: String },
  update(element, data: Record<string, unknown>) {
    element.style.display = 'none'
    document.documentElement.style.fontSize = fontSize(data.rootFontSize)
    const page = element.closest('page')
    if (page instanceof HTMLElement) page.style.fontSize = fontSize(data.pageFontSize)
  },
}
