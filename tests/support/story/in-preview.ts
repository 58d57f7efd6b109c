import type { Page } from 'playwright-core'
import { attempt, type StoryPhone, type StoryScreen, type StoryUser } from './phone.ts'
import { PreviewWindow, TAP_MS } from './preview-window.ts'
import type { PhoneOptions } from './story.ts'

/**
 * A phone for stories in the preview.
 *
 * @param page a browser's empty page, in a context of its own: it has no memory
 * @param origin where the preview is
 */
export function previewPhone(page: Page, origin: string): StoryPhone {
  const phone = new PreviewWindow(page)
  return {
    user: userOf(page, phone),
    screen: screenOf(page, phone),
    fetch: (path, init) => fetch(origin + path, init),
    patienceMs: 10_000,
    async start(options, first) {
      await page.addInitScript(prepare, options)
      await page.goto(first === undefined ? origin : `${origin}/?page=${encodeURIComponent(first)}`)
      await phone.started()
    },
    relaunch: (user) => phone.restart(user),
    setOnline: (isOnline) => phone.ask((it, isOnline) => it.change({ isOnline }), isOnline),
    settle: () => phone.settle(),
    stored: (key) => phone.ask(({ simulator }, key) => simulator.storage.get(key), key),
  }
}

/** Sets the phone up before it first starts; its own choices count from then on. */
function prepare(options: PhoneOptions) {
  if (localStorage.getItem('story')) return
  localStorage.setItem('story', 'prepared')
  localStorage.setItem('weapp-preview:settings', JSON.stringify(options))
}

const userOf = (page: Page, phone: PreviewWindow): StoryUser => ({
  tap: (text) => phone.tap(text),
  type: (field, text) =>
    phone.inField(field, async (input) => {
      await input.fill(text, { timeout: TAP_MS })
      await input.blur()
    }),
  pressEnter: (field) => phone.inField(field, (input) => input.press('Enter', { timeout: TAP_MS })),
  async pick(text, value) {
    const picker = phone.front().locator('wx-picker').filter({ hasText: text })
    return attempt(async () => {
      const controls = picker.locator('.picker-controls > *')
      for (const [column, one] of [value].flat().entries()) {
        const control = controls.nth(column)
        const isList = (await control.evaluate(({ tagName }) => tagName)) === 'SELECT'
        if (isList) await control.selectOption({ value: String(one) }, { timeout: TAP_MS })
        else await control.fill(String(one), { timeout: TAP_MS })
      }
    })
  },
  press: (label) =>
    page.getByRole('dialog').getByRole('button', { name: label, exact: true }).click(),
  async changeSettings(switches) {
    for (const [scope, granted] of Object.entries(switches)) {
      await page.getByRole('checkbox', { name: scope, exact: true }).setChecked(granted)
    }
    await page.locator('.dialog.full button').click()
  },
  back: () => page.locator('#back').click(),
  leave: () =>
    phone.ask(({ simulator }) => {
      simulator.pages.current?.lifecycle('onHide')
      simulator.app.hide()
    }),
  comeBack: () =>
    phone.ask(({ simulator }) => {
      simulator.app.show()
      simulator.pages.current?.lifecycle('onShow')
    }),
})

const screenOf = (page: Page, phone: PreviewWindow): StoryScreen => ({
  async around() {
    const [toast] = await page.locator('#toast:visible').allTextContents() // it may go meanwhile
    const { route, dialog } = await phone.ask(({ simulator }) => ({
      route: simulator.pages.current?.route ?? '',
      dialog: simulator.dialogs.current,
    }))
    const title = (await page.locator('#title').textContent()) ?? ''
    return { route, dialog, title, toast }
  },
  count: (text) => phone.find(text).count(),
  texts: () => phone.texts(),
  isDisabled: async (text) => (await phone.disabledAround(phone.find(text).first())) !== null,
  async valueOf(field) {
    const input = phone.field(field)
    return (await input.count()) === 1 ? input.inputValue() : undefined
  },
  print: () => phone.print(),
})
