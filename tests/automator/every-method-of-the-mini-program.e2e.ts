import { endAll } from './support/command.ts'
import {
  connect,
  currentPage,
  find,
  goTo,
  startAuto,
  waitForText,
  type MiniProgram,
  type Page,
} from './support/phone.ts'
import { watchMethods } from './support/methods.ts'

jest.setTimeout(60_000)

let phone: MiniProgram
let page: Page
const methods = watchMethods('MiniProgram', 'Native')

beforeAll(async () => {
  phone = await connect(await startAuto('tests/automator/fixture'))
})
beforeEach(async () => {
  page = await goTo(phone, '/pages/index/index')
})
afterAll(endAll)

test('scrolls the page', async () => {
  await phone.pageScrollTo(300)
  await page.waitFor(async () => Number(await page.scrollTop()) === 300)
  expect(await page.scrollTop()).toBe(300)
})

test('routes, the page stack and the bars', async () => {
  const second = await phone.navigateTo('/pages/second/second?from=test')
  expect(second?.query).toEqual({ from: 'test' })
  expect((await phone.pageStack()).map(({ path }) => path)).toEqual([
    'pages/index/index',
    'pages/second/second',
  ])
  expect((await page.size()).width).toBe(375)
  // uni-automator asks scripts for a page's number, and the protocol for what is on that page.
  const numbers = () => getCurrentPages().map((one) => one.__wxWebviewId__)
  const asked = [page, second] as unknown as { id: number }[]
  expect(await phone.evaluate(numbers)).toEqual(asked.map(({ id }) => id))
  await expect((await find(page, '.go')).tap()).rejects.toThrow('page is not on top of page stack')
  expect((await phone.redirectTo('/pages/second/second?from=there'))?.query).toEqual({
    from: 'there',
  })
  expect((await phone.navigateBack())?.path).toBe('pages/index/index')
  expect((await phone.switchTab('/pages/tab/tab'))?.path).toBe('pages/tab/tab')
  expect((await phone.reLaunch('/pages/second/second'))?.path).toBe('pages/second/second')
  await phone.native().goHome()
  expect((await currentPage(phone)).path).toBe('pages/index/index')
  await phone.native().switchTab({ url: '/pages/tab/tab' })
  expect((await currentPage(phone)).path).toBe('pages/tab/tab')
  await goTo(phone, '/pages/second/second', 'navigateTo')
  await phone.native().navigateLeft()
  expect((await currentPage(phone)).path).toBe('pages/tab/tab')
})

test('a page that asks before it is left says so, and is left when it is answered', async () => {
  const second = await goTo(phone, '/pages/second/second', 'navigateTo')
  await (await find(second, '.alert')).tap()
  await expect(phone.callWxMethod('navigateBack')).rejects.toThrow('还没有保存')
  await phone.native().cancelModal()
  expect((await currentPage(phone)).path).toBe('pages/second/second')
  await expect(phone.callWxMethod('navigateBack')).rejects.toThrow('还没有保存')
  await phone.native().confirmModal()
  expect((await currentPage(phone)).path).toBe('pages/index/index')
})

test('modal windows', async () => {
  await (await find(page, '.modal')).tap()
  await phone.native().confirmModal()
  await waitForText(page, '.answer', '确定')
  await (await find(page, '.modal')).tap()
  await phone.native().cancelModal()
  await waitForText(page, '.answer', '取消')
  await expect(phone.native().confirmModal()).rejects.toThrow('no modal window is open')
})

test('consent windows', async () => {
  const asked = phone.callWxMethod('authorize', { scope: 'scope.userLocation' })
  await phone.native().authorizeCancel()
  await expect(asked).rejects.toThrow(/authorize:fail/)
  await phone.callWxMethod('openSetting').catch(() => undefined)
  const again = phone.callWxMethod('authorize', { scope: 'scope.camera' })
  await phone.native().authorizeAllow()
  expect(await again).toMatchObject({ errMsg: 'authorize:ok' })
})

test('wx: calls, mocks by value and by function, and what restores them', async () => {
  expect(await phone.callWxMethod('getStorageSync', 'nothing')).toBe('')
  expect((await phone.systemInfo()).windowWidth).toBe(375)
  await phone.mockWxMethod('login', { code: 'mocked', errMsg: 'login:ok' })
  await (await find(page, '.locate')).tap()
  await waitForText(page, '.answer', 'mocked')
  await phone.mockWxMethod('login', { errMsg: 'login:fail on purpose' })
  await (await find(page, '.locate')).tap()
  await waitForText(page, '.answer', 'login:fail on purpose')
  await phone.restoreWxMethod('login')
  await (await find(page, '.locate')).tap()
  await waitForText(page, '.answer', /^\w{20,}$/)
  await phone.mockWxMethod(
    'getStorageSync',
    function (this: { origin: (key: string) => unknown }, key: string, end: string) {
      return key === 'name' ? `小满${end}` : this.origin(key)
    },
    '！',
  )
  expect(await phone.callWxMethod('getStorageSync', 'name')).toBe('小满！')
  expect(await phone.callWxMethod('getStorageSync', 'other')).toBe('')
  await phone.restoreWxMethod('getStorageSync')
  expect(await phone.callWxMethod('getStorageSync', 'name')).toBe('')
  await expect(phone.callWxMethod('noSuchThing')).rejects.toThrow(/noSuchThing/)
})

test('code in the mini-program, functions out of it, console and exceptions', async () => {
  expect(await phone.evaluate((add: number) => getCurrentPages().length + add, 10)).toBe(11)
  const heard: unknown[] = []
  await phone.exposeFunction('tellTest', (...args: unknown[]) => heard.push(args))
  await phone.evaluate(() =>
    (globalThis as never as { tellTest: (word: string) => void }).tellTest('嗨'),
  )
  const lines: unknown[] = []
  phone.on('console', (line) => lines.push(line))
  await phone.evaluate(() => console.log('看', { a: [1] }))
  const thrown: { message: string }[] = []
  phone.on('exception', (error: { message: string }) => thrown.push(error))
  await (await find(page, '.throw')).tap()
  await page.waitFor(async () => thrown.length > 0)
  expect(heard).toEqual([['嗨']])
  expect(lines).toContainEqual({ type: 'log', args: ['看', { a: [1] }] })
  expect(thrown[0]?.message).toContain('故意的')
})

test('pictures, accounts, versions', async () => {
  const picture = Buffer.from(String(await phone.screenshot()), 'base64')
  expect(picture.subarray(1, 4).toString()).toBe('PNG')
  expect(await phone.testAccounts()).toContainEqual({ nickName: '小满', openid: 'developer' })
  await phone.checkVersion()
})

test('methods without a meaning here reject with the reason', async () => {
  const native = phone.native()
  const refusals: [Promise<unknown>, RegExp][] = [
    [phone.remote(), /no real phone/],
    [phone.stopAudits(), /audits/],
    [phone.getTicket(), /tickets/],
    [phone.setTicket('t'), /tickets/],
    [phone.refreshTicket(), /tickets/],
    [phone.callPluginWxMethod('p', 'login'), /plugin p/],
    [phone.mockPluginWxMethod('p', 'login', {}), /plugin p/],
    [phone.restorePluginWxMethod('p', 'login'), /plugin p/],
    [native.closePaymentDialog(), /payment/],
    [native.shareConfirm(), /share/],
    [native.shareCancel(), /share/],
  ]
  for (const [call, words] of refusals) await expect(call).rejects.toThrow(words)
})

test('closes, and every method of the client was called', async () => {
  await phone.close()
  phone.disconnect()
  expect(methods.left()).toEqual([])
})
