import { pressButton } from '../../wx/button.ts'
import type { Context } from '../../wx/context.ts'
import { type BuiltIn, type Component, componentOf, fire, setAttribute, text } from './built-in.ts'
import { resetForm, submitForm } from './form.ts'

/** https://developers.weixin.qq.com/miniprogram/dev/component/button.html */
const button = (context: Context): BuiltIn => ({
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
  attached(element, component) {
    element.setAttribute('role', 'button')
    element.tabIndex = 0
    component.addListener('tap', () => void press(context, element, component))
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
})

async function press(context: Context, element: HTMLElement, component: Component) {
  const { openType, formType } = component.data as Record<string, string>
  if (formType === 'submit') submitForm(element)
  if (formType === 'reset') resetForm(element)
  try {
    await pressButton(context, openType, element.id, ({ type, detail }) =>
      fire(component, type, detail),
    )
  } catch (error) {
    context.reportError(error)
  }
}

const navigations: Record<string, string> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
}

const navigator = (wx: () => Record<string, (options: object) => unknown>): BuiltIn => ({
  tag: 'navigator',
  properties: {
    url: String,
    openType: { type: String, value: 'navigate' },
    delta: { type: Number, value: 1 },
    target: String,
    appId: String,
    path: String,
  },
  attached(element, component) {
    element.setAttribute('role', 'link')
    element.tabIndex = 0
    component.addListener('tap', () => {
      const { url, openType, delta } = component.data as {
        url: string
        openType: string
        delta: number
      }
      const api = navigations[openType]
      if (!api)
        return fire(component, 'fail', { errMsg: `navigator:fail ${openType} is not simulated` })
      wx()[api]?.({
        url,
        delta,
        success: (result: object) => fire(component, 'success', result),
        fail: (result: object) => fire(component, 'fail', result),
        complete: (result: object) => fire(component, 'complete', result),
      })
      return undefined
    })
  },
})

/** A tap on a label taps the control it belongs to. */
const label: BuiltIn = {
  tag: 'label',
  properties: { for: String },
  attached(element, component) {
    component.addListener('tap', (event) => {
      const tapped = (
        event.target as unknown as Component
      ).getBackendElement() as unknown as Element
      const control = controlOf(element, (component.data as { for: string }).for)
      if (!control || control.contains(tapped)) return
      const field = control.querySelector<HTMLElement>('input, textarea')
      if (field) field.focus()
      else componentOf(control)?.triggerEvent('tap', {})
    })
  },
}

const CONTROLS = 'wx-checkbox, wx-radio, wx-switch, wx-button, wx-input, wx-textarea, wx-picker'

function controlOf(element: Element, id: string): Element | null {
  if (id === '') return element.querySelector(CONTROLS)
  return element.closest('page')?.querySelector(`#${CSS.escape(id)}`) ?? null
}

export const actions = (
  context: Context,
  wx: () => Record<string, (options: object) => unknown>,
): BuiltIn[] => [button(context), navigator(wx), label]
