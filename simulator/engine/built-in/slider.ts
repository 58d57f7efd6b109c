import { moveSlider, sliderValue } from '../rules/slider.ts'
import { type Drawing, setAttribute, text } from './built-in.ts'
import { nodeOf } from './node.ts'

/** https://developers.weixin.qq.com/miniprogram/dev/component/slider.html */
export const slider: Drawing = {
  tag: 'slider',
  properties: {
    min: { type: Number, value: 0 },
    max: { type: Number, value: 100 },
    step: { type: Number, value: 1 },
    disabled: Boolean,
    value: { type: Number, value: 0 },
    color: String,
    selectedColor: String,
    activeColor: { type: String, value: '#1aad19' },
    backgroundColor: { type: String, value: '#e9e9e9' },
    blockSize: { type: Number, value: 28 },
    blockColor: { type: String, value: '#fff' },
    showValue: Boolean,
    name: String,
  },
  attached(element, component) {
    const range = document.createElement('input')
    range.type = 'range'
    element.append(range, document.createElement('span'))
    const node = nodeOf(component)
    for (const type of ['input', 'change']) {
      range.addEventListener(type, (event) => {
        event.stopPropagation()
        moveSlider(node, Number(range.value), type === 'change')
      })
    }
  },
  update(element, data: Record<string, unknown>, component) {
    const range = element.querySelector('input')
    const shown = element.querySelector('span')
    if (!range || !shown) return
    const value = sliderValue(nodeOf(component))
    for (const name of ['min', 'max', 'step'] as const) range[name] = text(data[name])
    range.value = String(value)
    range.disabled = Boolean(data.disabled)
    setAttribute(range, 'aria-label', text(data.ariaLabel))
    element.style.setProperty('--slider-color', text(data.selectedColor || data.activeColor))
    element.style.setProperty('--slider-rest', text(data.color || data.backgroundColor))
    element.style.setProperty('--slider-block', text(data.blockColor))
    shown.textContent = data.showValue ? String(value) : ''
  },
}
