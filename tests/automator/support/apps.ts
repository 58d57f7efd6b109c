import type automator from 'miniprogram-automator'
import { currentPage, find, goTo, waitForText, type Element, type MiniProgram } from './phone.ts'

/** A mini-program as the suite knows it: where things are, and what a person sees of them. */
export interface App {
  project: string
  first: string
  /** Another page, by the path that `navigateTo` takes. */
  other: string
  /** Makes WeChat open a consent window by a tap. */
  ask(phone: MiniProgram): Promise<void>
  /** Waits for what the page shows of the answer. */
  isRefused(phone: MiniProgram): Promise<void>
  isAllowed(phone: MiniProgram): Promise<void>
  /** Types a nickname and saves it. */
  rename(phone: MiniProgram, name: string): Promise<void>
  /** Waits until the name is kept. */
  isNamed(phone: MiniProgram, name: string): Promise<void>
  /** Taps what makes a request, on the first page. */
  request(phone: MiniProgram): Promise<void>
  /** An answer to that request, and the words that the first page then shows. */
  answer: { body: object; words: string }
  /** A custom component, something in its own tree, and that one's words. */
  component: { page: string; selector: string; inner: string; words: string }
  /** Elements of a list: how many there are. */
  list: { page: string; selector: string; length: number }
}

const field = async (phone: MiniProgram, selector: string) =>
  (await find(await currentPage(phone), selector)) as InstanceType<typeof automator.InputElement>

const tapText = async (phone: MiniProgram, words: string) => {
  const buttons = (await (await currentPage(phone)).$$('button')) as Element[]
  const texts = await Promise.all(buttons.map((button) => button.text()))
  const button = buttons[texts.findIndex((text) => text.includes(words))]
  if (!button) throw new Error(`No button says ${words}, but ${texts.join(', ')}.`)
  await button.tap()
}

const template: App = {
  project: '.',
  first: 'pages/home/home',
  other: '/pages/settings/settings',
  async ask(phone) {
    const page = await goTo(phone, '/pages/sign-in/sign-in')
    await (await find(page, '.agree')).tap()
    await (await find(await find(page, 'authorize-button'), 'button')).tap()
  },
  isRefused: async (phone) => waitForText(await currentPage(phone), '.screen', '已取消'),
  async isAllowed(phone) {
    const page = await currentPage(phone)
    // The page goes on by itself when the person is signed in.
    await page.waitFor(async () => (await currentPage(phone)).path === 'pages/home/home')
    await waitForText(await currentPage(phone), '.screen', '小满')
  },
  async rename(phone, name) {
    const page = await goTo(phone, '/pages/profile/profile')
    await page.waitFor('input')
    await (await field(phone, 'input')).input(name)
    await page.waitFor(async () => (await page.data('isDirty')) === true)
    await (await find(page, '.button-primary')).tap()
  },
  async isNamed(phone, name) {
    const page = await currentPage(phone)
    await page.waitFor(async () => (await page.data('saved.nickName')) === name)
  },
  async request(phone) {
    await goTo(phone, '/pages/home/home')
    await tapText(phone, '问问服务器')
  },
  answer: { body: { user: { id: 'u1', nickName: '白露' }, expiresIn: 3600 }, words: '白露' },
  component: {
    page: '/pages/sign-in/sign-in',
    selector: 'authorize-button',
    inner: 'button',
    words: '微信授权登录',
  },
  list: { page: '/pages/settings/settings', selector: '.permission', length: 5 },
}

const quickStart: App = {
  project: 'examples/quick-start',
  first: 'pages/index/index',
  other: '/pages/logs/logs',
  async ask(phone) {
    const page = await goTo(phone, '/pages/index/index')
    await (await find(page, '.avatar')).tap()
  },
  async isRefused(phone) {
    const page = await currentPage(phone)
    expect(await page.data('avatarUrl')).toBe('')
  },
  async isAllowed(phone) {
    const page = await currentPage(phone)
    await page.waitFor(async () => (await page.data('avatarUrl')) !== '')
  },
  async rename(phone, name) {
    await goTo(phone, '/pages/index/index')
    await (await field(phone, '#name')).input(name)
    await tapText(phone, '保存')
  },
  isNamed: async (phone, name) => waitForText(await currentPage(phone), '.title', `你好，${name}`),
  async request(phone) {
    await goTo(phone, '/pages/index/index')
    await tapText(phone, '问候')
  },
  answer: { body: { text: '早上好' }, words: '早上好' },
  component: {
    page: '/pages/index/index',
    selector: 'foot-note',
    inner: '.note',
    words: '用 WeChat 登录',
  },
  list: { page: '/pages/logs/logs', selector: '.logs view', length: 1 },
}

/** The mini-programs that the suite is played on, in TypeScript and in JavaScript. */
export const apps: [string, App][] = [
  ['the template', template],
  ['the quick start', quickStart],
]
