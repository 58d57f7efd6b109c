import { type Drawing, setAttribute, text } from './built-in.ts'

/** https://developers.weixin.qq.com/miniprogram/dev/component/button.html */
const button: Drawing = {
  tag: 'button',
  properties: {
    size: { type: String, value: 'default' },
    type: { type: String, value: 'default' },
    plain: Boolean,
    disabled: Boolean,
    loading: Boolean,
    formType: String,
    openType: String,
    lang: String,
    sessionFrom: String,
    appParameter: String,
    sendMessageTitle: String,
    sendMessagePath: String,
    sendMessageImg: String,
    showMessageCard: Boolean,
    phoneNumberNoQuotaToast: { type: Boolean, value: true },
    name: String,
  },
  attached(element) {
    element.setAttribute('role', 'button')
    element.tabIndex = 0
  },
  update(element, data: Record<string, unknown>) {
    element.dataset.size = text(data.size)
    element.dataset.type = text(data.type)
    setAttribute(element, 'plain', data.plain)
    setAttribute(element, 'loading', data.loading)
    setAttribute(element, 'disabled', data.disabled)
    setAttribute(element, 'aria-disabled', data.disabled ? 'true' : '')
    element.tabIndex = data.disabled ? -1 : 0
  },
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/navigator.html */
const navigator: Drawing = {
  tag: 'navigator',
  properties: {
    url: String,
    openType: { type: String, value: 'navigate' },
    delta: { type: Number, value: 1 },
    target: String,
    appId: String,
    path: String,
  },
  attached(element) {
    element.setAttribute('role', 'link')
    element.tabIndex = 0
  },
}

const label: Drawing = { tag: 'label', properties: { for: String } }

/** Drawings of `button`, `navigator` and `label`. */
export const actions: Drawing[] = [button, navigator, label]
