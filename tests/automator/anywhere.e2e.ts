import automator from 'miniprogram-automator'
import { endAll } from './support/command.ts'
import { apps } from './support/apps.ts'
import { currentPage, find, goTo, waitForText, type MiniProgram } from './support/phone.ts'
import { ways } from './support/ways.ts'

jest.setTimeout(120_000)
afterAll(endAll)

const combinations = apps.flatMap(([name, app]) =>
  ways.map(([way, open]) => ({ title: `${name}, by ${way}`, app, open })),
)

/** The code that `wx.login` gives the mini-program's own scripts. */
const loginCode = (phone: MiniProgram): Promise<string> =>
  phone.evaluate(
    () =>
      new Promise((resolve) => {
        wx.login({ success: ({ code }) => resolve(code) })
      }),
  )

/** One suite for every mini-program and for both ways to connect. */
describe.each(combinations)('$title', ({ app, open }) => {
  let phone: MiniProgram

  beforeAll(async () => {
    phone = await open(app.project)
  })

  test('starts at its first page, with what app.json says', async () => {
    expect((await phone.pageStack()).map(({ path }) => path)).toEqual([app.first])
    expect(await (await find(await currentPage(phone), 'page')).text()).not.toBe('')
  })

  test('a window is refused, opened again and allowed', async () => {
    await app.ask(phone)
    await phone.native().authorizeCancel()
    await app.isRefused(phone)
    await app.ask(phone)
    await phone.native().authorizeAllow()
    await app.isAllowed(phone)
  })

  test('a nickname is typed and kept', async () => {
    await app.rename(phone, '谷雨')
    await app.isNamed(phone, '谷雨')
  })

  test('wx.login is mocked, and restored', async () => {
    await phone.mockWxMethod('login', { code: 'mocked', errMsg: 'login:ok' })
    expect(await loginCode(phone)).toBe('mocked')
    await phone.restoreWxMethod('login')
    expect(await loginCode(phone)).toMatch(/^\w{20,}$/)
  })

  test('a request is answered by the test', async () => {
    const { body, words } = app.answer
    await phone.mockWxMethod('request', {
      statusCode: 200,
      data: body,
      header: {},
      errMsg: 'request:ok',
    })
    await app.request(phone)
    await waitForText(await currentPage(phone), 'page', words)
    await phone.restoreWxMethod('request')
  })

  test('a component has a tree of its own', async () => {
    const { selector, inner, words } = app.component
    const page = await goTo(phone, app.component.page)
    const element = await find(page, selector)
    expect(await (await find(element, inner)).text()).toContain(words)
    expect(element).toBeInstanceOf(automator.CustomElement)
  })

  test('a list has its rows, and a page its stack', async () => {
    const page = await goTo(phone, app.list.page)
    await page.waitFor(app.list.selector)
    expect(await page.$$(app.list.selector)).toHaveLength(app.list.length)
    await goTo(phone, `/${app.first}`)
    await goTo(phone, app.other, 'navigateTo')
    expect((await phone.pageStack()).map(({ path }) => `/${path}`)).toEqual([
      `/${app.first}`,
      app.other,
    ])
    await phone.callWxMethod('navigateBack')
    expect((await currentPage(phone)).path).toBe(app.first)
  })

  test('console and pictures', async () => {
    const lines: unknown[] = []
    phone.on('console', (line) => lines.push(line))
    await phone.evaluate(() => console.log('看', 1))
    expect(lines).toContainEqual({ type: 'log', args: ['看', 1] })
    const picture = Buffer.from(String(await phone.screenshot()), 'base64')
    expect(picture.subarray(1, 4).toString()).toBe('PNG')
  })

  test('closes', () => phone.close())
})
