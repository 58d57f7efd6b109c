import { type Component, type Drawing, fire, text } from './built-in.ts'

/** The dialogs of 2016 are components, shown while they are not `hidden`. */
const shownSince = new WeakMap<Component, ReturnType<typeof setTimeout>>()

const loading: Drawing = {
  tag: 'loading',
  attached(element) {
    element.setAttribute('role', 'status')
  },
}

/** Fires `change` when its time is over; the page hides it then. */
const toast: Drawing = {
  tag: 'toast',
  properties: { duration: { type: Number, value: 1500 }, icon: String },
  attached(element) {
    element.setAttribute('role', 'status')
  },
  update(_, data: Record<string, unknown>, component) {
    if (data.hidden) {
      clearTimeout(shownSince.get(component))
      shownSince.delete(component)
    } else if (!shownSince.has(component)) {
      const end = () => fire(component, 'change')
      shownSince.set(component, setTimeout(end, Number(data.duration)))
    }
  },
}

const modal: Drawing = {
  tag: 'modal',
  properties: {
    title: String,
    confirmText: { type: String, value: '确定' },
    cancelText: { type: String, value: '取消' },
    noCancel: Boolean,
  },
  attached(element, component) {
    element.setAttribute('role', 'dialog')
    const title = document.createElement('h2')
    const buttons = document.createElement('div')
    buttons.className = 'modal-buttons'
    for (const type of ['cancel', 'confirm']) {
      const button = document.createElement('button')
      button.dataset.type = type
      button.addEventListener('click', (event) => {
        event.stopPropagation()
        fire(component, type)
      })
      buttons.append(button)
    }
    element.prepend(title)
    element.append(buttons)
  },
  update(element, data: Record<string, unknown>) {
    const [title, cancel, confirm] = element.querySelectorAll<HTMLElement>(
      ':scope > h2, .modal-buttons > button',
    )
    if (!title || !cancel || !confirm) return
    title.textContent = text(data.title)
    cancel.textContent = text(data.cancelText)
    cancel.hidden = Boolean(data.noCancel)
    confirm.textContent = text(data.confirmText)
  },
}

const actionSheet: Drawing = {
  tag: 'action-sheet',
  attached(element) {
    element.setAttribute('role', 'dialog')
  },
}

/**
 * A page over the page, with its events in WeChat's order.
 *
 * https://developers.weixin.qq.com/miniprogram/dev/component/page-container.html
 */
const pageContainer: Drawing = {
  tag: 'page-container',
  properties: {
    show: Boolean,
    position: { type: String, value: 'bottom' },
    round: Boolean,
    overlay: { type: Boolean, value: true },
    overlayStyle: String,
    customStyle: String,
    duration: { type: Number, value: 300 },
    zIndex: { type: Number, value: 100 },
    closeOnSlideDown: Boolean,
  },
  update(element, data: Record<string, unknown>, component) {
    const isShown = Boolean(data.show)
    element.dataset.position = text(data.position)
    element.toggleAttribute('data-round', Boolean(data.round))
    element.toggleAttribute('data-overlay', Boolean(data.overlay))
    element.style.zIndex = text(data.zIndex)
    if (element.classList.contains('page-container-shown') === isShown) return
    element.classList.toggle('page-container-shown', isShown)
    const word = isShown ? 'enter' : 'leave'
    for (const type of [`before${word}`, word, `after${word}`]) fire(component, type)
  },
}

/** Drawings of components that overlay the page. */
export const overlays: Drawing[] = [
  loading,
  toast,
  modal,
  actionSheet,
  { tag: 'action-sheet-item' },
  { tag: 'action-sheet-cancel' },
  pageContainer,
]
