import { hostOf } from '../component-context.ts'
import { type Drawing, fire, text } from './built-in.ts'

/**
 * Shows its content on windows that match a size.
 *
 * https://developers.weixin.qq.com/miniprogram/dev/component/match-media.html
 */
const matchMedia: Drawing = {
  tag: 'match-media',
  properties: {
    minWidth: { type: null, value: null },
    maxWidth: { type: null, value: null },
    width: { type: null, value: null },
    minHeight: { type: null, value: null },
    maxHeight: { type: null, value: null },
    height: { type: null, value: null },
    orientation: String,
  },
  update(element, data: Record<string, unknown>, component) {
    const { windowWidth, windowHeight } = hostOf(component).context.device
    const fits = (size: number, name: 'Width' | 'Height') =>
      isIn(size, data[`min${name}`], data[`max${name}`], data[name.toLowerCase()])
    const orientation = windowWidth > windowHeight ? 'landscape' : 'portrait'
    const isRight = !data.orientation || data.orientation === orientation
    element.hidden = !(fits(windowWidth, 'Width') && fits(windowHeight, 'Height') && isRight)
  },
}

function isIn(size: number, min: unknown, max: unknown, exact: unknown): boolean {
  const number = (value: unknown, fallback: number) =>
    value === null || value === '' ? fallback : Number.parseFloat(text(value))
  return (
    size >= number(min, -Infinity) && size <= number(max, Infinity) && size === number(exact, size)
  )
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/editor.html */
const editor: Drawing = {
  tag: 'editor',
  properties: {
    placeholder: String,
    readOnly: Boolean,
    showImgSize: Boolean,
    showImgToolbar: Boolean,
    showImgResize: Boolean,
  },
  attached(element, component) {
    const page = document.createElement('div')
    page.setAttribute('role', 'textbox')
    page.setAttribute('aria-multiline', 'true')
    element.append(page)
    const tell = (type: string) => {
      const { innerHTML: html, textContent: said } = page
      fire(component, type, { html, text: said ?? '', delta: { ops: [{ insert: said ?? '' }] } })
    }
    for (const type of ['input', 'focus', 'blur']) {
      page.addEventListener(type, (event) => {
        event.stopPropagation()
        tell(type)
      })
    }
    queueMicrotask(() => fire(component, 'ready'))
  },
  update(element, data: Record<string, unknown>) {
    const page = element.querySelector('div')
    if (!page) return
    page.contentEditable = data.readOnly ? 'false' : 'true'
    page.dataset.placeholder = text(data.placeholder)
  },
}

/** Drawings of maps, web views and their like. */
export const surroundings: Drawing[] = [
  matchMedia,
  editor,
  { tag: 'keyboard-accessory' },
  { tag: 'native-component' },
  { tag: 'selection' },
]
