import type { Frame } from 'playwright-core'
import { startPreview, type Opened, type Preview } from './support/preview.ts'
import { signIn } from './support/sign-in.ts'

let preview: Preview

beforeAll(async () => {
  preview = await startPreview()
})

afterAll(() => preview.close())

interface Tried {
  ran: string[]
}

/** Tries to run scripts of others, as a value that was drawn without being escaped would. */
async function tryScripts(frame: Frame): Promise<string[]> {
  await frame.evaluate(() => {
    const tried = ((window as never as { tried: Tried }).tried = { ran: [] as string[] })
    Object.assign(window, { note: (name: string) => tried.ran.push(name) })
    const inline = document.createElement('script')
    inline.textContent = "note('inline')"
    const elsewhere = document.createElement('script')
    elsewhere.src = 'data:text/javascript,note("elsewhere")'
    const picture = document.createElement('div')
    picture.innerHTML = `<img src="data:," onerror="note('handler')">`
    document.body.append(inline, elsewhere, picture)
  })
  await frame.page().waitForTimeout(300)
  return frame.evaluate(() => (window as never as { tried: Tried }).tried.ran)
}

const screenOf = async ({ page }: Opened) =>
  (await (await page.waitForSelector('#screen')).contentFrame()) as Frame

test('no script of others runs beside the phone, nor in it', async () => {
  const opened = await preview.open()
  await opened.phone.getByText('去登录').waitFor()
  for (const frame of [opened.page.mainFrame(), await screenOf(opened)]) {
    expect(await tryScripts(frame)).toEqual([])
  }
})

test('the page around the phone speaks to this server alone, and evaluates nothing', async () => {
  const { page } = await preview.open()
  await page.getByRole('tab').first().waitFor()
  const other = preview.origin.replace('127.0.0.1', 'localhost')
  const said = await page.evaluate(async (other) => {
    const violated: string[] = []
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      violated.push(effectiveDirective),
    )
    await fetch(`${other}/__mock/health`).catch(() => {})
    const base = document.createElement('base')
    base.href = other
    const object = document.createElement('object')
    object.data = '/'
    const frame = document.createElement('iframe')
    frame.src = other
    const style = document.createElement('style')
    style.textContent = 'body { display: none }'
    document.body.append(base, object, frame, style)
    // oxlint-disable-next-line typescript/no-implied-eval -- that is what must not work
    setTimeout('document.title = "evaluated"')
    await new Promise((resolve) => setTimeout(resolve, 300))
    return { violated: [...new Set(violated)].toSorted(), title: document.title }
  }, other)
  expect(said.violated).toEqual([
    'base-uri',
    'connect-src',
    'frame-src',
    'object-src',
    'script-src',
    'style-src-elem',
  ])
  expect(said.title).toBe('weapp-login-kit')
})

test('nothing that the preview does itself is against its policies', async () => {
  const opened = await preview.open()
  const { page, phone, complaints } = opened
  await signIn(opened)
  for (const tab of await page.getByRole('tab').all()) await tab.click()
  await page.getByRole('tab', { name: 'Story' }).click()
  await page.locator('.menu').click()
  for (const name of ['SVG', 'PNG']) {
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name, exact: true }).click()
    await coming
  }
  await phone.getByText('编辑个人资料').click()
  await phone.locator('page:not([hidden]) wx-button').first().click()
  await page.getByRole('button', { name: '用微信头像' }).click()
  expect(complaints).toEqual([])
})
