import { type Drawing, text } from './built-in.ts'

const plain = (tag: string, properties: Drawing['properties'] = {}): Drawing => ({
  tag,
  properties,
})

const progress: Drawing = {
  tag: 'progress',
  properties: {
    percent: Number,
    showInfo: Boolean,
    strokeWidth: { type: null, value: 6 },
    color: String,
    activeColor: { type: String, value: '#09bb07' },
    backgroundColor: { type: String, value: '#ebebeb' },
    active: Boolean,
  },
  attached(element) {
    element.innerHTML =
      '<div class="progress-track"><div class="progress-bar"></div></div><span></span>'
    element.setAttribute('role', 'progressbar')
  },
  update(element, data: Record<string, unknown>) {
    const percent = Math.min(100, Math.max(0, Number(data.percent)))
    const track = element.querySelector<HTMLElement>('.progress-track')
    const bar = element.querySelector<HTMLElement>('.progress-bar')
    const info = element.querySelector('span')
    if (!track || !bar || !info) return
    track.style.height = `${Number.parseFloat(text(data.strokeWidth))}px`
    track.style.background = text(data.backgroundColor)
    bar.style.background = text(data.color || data.activeColor)
    bar.style.width = `${percent}%`
    info.textContent = data.showInfo ? `${percent}%` : ''
    element.setAttribute('aria-valuenow', String(percent))
  },
}

/** Drawings of views and their like. */
export const containers: Drawing[] = [
  plain('view'),
  plain('cover-view'),
  plain('text', { selectable: Boolean, userSelect: Boolean, space: String, decode: Boolean }),
  plain('root-portal', { enable: { type: Boolean, value: true } }),
  plain('swiper-item', { itemId: String, skipHiddenItemLayout: Boolean }),
  progress,
]
