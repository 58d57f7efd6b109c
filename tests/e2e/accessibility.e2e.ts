import { readFileSync } from 'node:fs'
import type { Frame } from 'playwright-core'
import { startPreview, type Opened, type Preview } from './support/preview.ts'
import { signIn } from './support/sign-in.ts'

/** Evaluated, not put into the page: the page's policy lets no script of others in. */
const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

// axe looks at every element of two documents, a dozen times a test.
jest.setTimeout(120_000)

let preview: Preview

beforeAll(async () => {
  preview = await startPreview()
})

afterAll(() => preview.close())

interface Violation {
  id: string
  impact: string | null
  nodes: { html: string; failureSummary?: string }[]
}

interface AxeWindow {
  axe: { run(options: object): Promise<{ violations: Violation[] }> }
}

/** Violations that axe calls moderate or worse, in the window and the phone in it, each with the element. */
async function violationsIn({ page }: Opened): Promise<string[]> {
  const phone = (await (await page.waitForSelector('#screen')).contentFrame()) as Frame
  for (const frame of [phone, page.mainFrame()]) {
    await frame.evaluate(AXE)
  }
  const { violations } = await page.evaluate(() =>
    (window as never as AxeWindow).axe.run({ resultTypes: ['violations'] }),
  )
  return violations
    .filter(({ impact }) => impact !== 'minor')
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${impact} ${id}: ${html}\n${failureSummary}`),
    )
}

const PANELS = ['Story', 'Network', 'Console', 'Storage', 'AppData', 'WXML', 'Pages', 'Scenarios']

test.each(['light', 'dark'] as const)('every panel passes axe, %s', async (colorScheme) => {
  const opened = await preview.open({ colorScheme })
  const { page } = opened
  await signIn(opened)
  for (const name of PANELS) {
    await page.getByRole('tab', { name }).click()
    if (name === 'Story') await page.getByRole('button', { name: 'Step through' }).click()
    if (name === 'Network') await page.getByRole('button', { name: '/api/login' }).click()
    if (name === 'WXML')
      await page
        .getByRole('button', { name: /^<view/ })
        .first()
        .click()
    expect([name, await violationsIn(opened)]).toEqual([name, []])
  }
})

test('every state of a panel passes axe', async () => {
  const opened = await preview.open({ viewport: { width: 1280, height: 720 } })
  const { page } = opened
  const check = async (name: string) =>
    expect([name, await violationsIn(opened)]).toEqual([name, []])
  await page.getByText('Sign in on the phone').waitFor()
  await check('nothing told yet')
  await signIn(opened)
  await page.getByRole('button', { name: '2019 and today' }).click()
  await check('compared')
  await page.getByRole('tab', { name: 'Storage' }).click()
  await page.getByRole('button', { name: 'Edit userinfo' }).click()
  await check('edited')
  await page.getByRole('tab', { name: 'Scenarios' }).click()
  await page.getByRole('button', { name: 'WeChat busy' }).click()
  await page.getByRole('button', { name: 'WeChat busy', pressed: true }).waitFor()
  await check('in trouble')
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('button', { name: '发送给朋友' }).waitFor()
  await check('the menu of the capsule')
})

test('every page of the template passes axe', async () => {
  const opened = await preview.open()
  const { page, phone } = opened
  const check = async (name: string) =>
    expect([name, await violationsIn(opened)]).toEqual([name, []])
  await phone.getByText('去登录').waitFor()
  await check('home')
  await phone.getByText('去登录').click()
  await phone.getByText('我已阅读并同意').waitFor()
  await check('sign-in')
  await phone.getByText('我已阅读并同意').click()
  await phone.getByText('微信授权登录').click()
  await page.getByRole('dialog').waitFor()
  expect(await violationsIn(opened)).toEqual([])
  await page.getByRole('button', { name: '允许' }).click()
  await phone.getByText('小满').waitFor()
  await check('signed in')
  for (const [way, name] of [
    ['编辑个人资料', 'profile'],
    ['设置', 'settings'],
  ] as const) {
    await phone.getByText(way, { exact: true }).click()
    await page.getByRole('button', { name: 'Back', exact: true }).waitFor()
    await check(name)
    if (name === 'profile') {
      await phone.locator('page:not([hidden]) wx-button').first().click()
      await page.getByRole('dialog', { name: '选择头像' }).waitFor()
      await check('the sources of a picture')
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await page.getByRole('button', { name: 'Back', exact: true }).click()
    await phone.getByText('小满').waitFor()
  }
})
