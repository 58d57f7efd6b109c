import { type Drawing, fire, setAttribute, text } from './built-in.ts'

/**
 * A web page that covers the whole page. It is isolated from the preview: its storage is not the
 * mini-program's.
 *
 * https://developers.weixin.qq.com/miniprogram/dev/component/web-view.html
 */
export const webView: Drawing = {
  tag: 'web-view',
  properties: { src: String },
  attached(element, component) {
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', 'allow-scripts allow-forms allow-popups')
    frame.referrerPolicy = 'no-referrer'
    element.append(frame)
    frame.addEventListener('load', () => {
      const src = frame.getAttribute('src')
      if (src !== null) fire(component, 'load', { src })
    })
    frame.addEventListener('error', () => fire(component, 'error', { url: frame.src }))
  },
  update(element, data: Record<string, unknown>) {
    const frame = element.querySelector('iframe')
    if (!frame) return
    const src = text(data.src)
    frame.title = src
    const isWeb = /^https?:\/\//i.test(src)
    if (frame.getAttribute('src') !== src) setAttribute(frame, 'src', isWeb ? src : '')
  },
}
