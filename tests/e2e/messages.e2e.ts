import jsQR from 'jsqr'
import { PNG } from 'pngjs'
import { defaultApp } from '../../mock-server/wechat/apps.ts'
import { startPreview, takePicture, type Preview } from './support/preview.ts'

let preview: Preview

beforeAll(async () => {
  preview = await startPreview('tests/e2e/fixtures/messages')
})

afterAll(() => preview.close())

const ask = async (path: string, init?: RequestInit) => fetch(preview.origin + path, init)

const json = async (path: string, body: object) =>
  (await (await ask(path, { method: 'POST', body: JSON.stringify(body) })).json()) as Record<
    string,
    unknown
  >

/** A backend's `access_token`, as a query. */
async function token(): Promise<string> {
  const answer = await json('/cgi-bin/stable_token', {
    grant_type: 'client_credential',
    ...defaultApp,
  })
  return `?access_token=${answer.access_token as string}`
}

async function openidOf(user: string): Promise<string> {
  const code = await ask('/__client/login', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user }),
  })
  const query = new URLSearchParams({
    ...defaultApp,
    grant_type: 'authorization_code',
    js_code: ((await code.json()) as { code: string }).code,
  })
  const answer = await ask(`/sns/jscode2session?${query.toString()}`)
  return (JSON.parse(await answer.text()) as { openid: string }).openid
}

test('an accepted message appears on the phone, and a tap opens its page', async () => {
  const { page, phone, complaints } = await preview.open()
  const send = async () =>
    json(`/cgi-bin/message/subscribe/send${await token()}`, {
      touser: await openidOf('developer'),
      template_id: 'order-sent',
      page: 'pages/order/order?id=7',
      data: { thing1: { value: '一双鞋' } },
    })
  expect(await send()).toMatchObject({ errcode: 43101 })
  await phone.getByRole('button', { name: 'subscribe' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '允许' }).click()
  await phone.locator('#said', { hasText: '"order-sent":"accept"' }).waitFor()
  expect(await send()).toMatchObject({ errcode: 0 })
  const banner = page.getByRole('button', { name: /服务通知/ })
  await banner.getByText('thing1：一双鞋').waitFor()
  await takePicture(page, 'subscribe-message')
  await banner.click()
  await phone.locator('#said', { hasText: '{"id":"7"} by 1107' }).waitFor()
  expect(await banner.count()).toBe(0)
  expect(complaints).toEqual([])
})

test('a scanned code opens the preview at its page, with its scene', async () => {
  const answer = await ask(`/wxa/getwxacodeunlimit${await token()}`, {
    method: 'POST',
    body: JSON.stringify({ scene: 'id=7', page: 'pages/order/order' }),
  })
  const { data, width, height } = PNG.sync.read(Buffer.from(await answer.arrayBuffer()))
  const address = jsQR(new Uint8ClampedArray(data), width, height)?.data ?? ''
  const page = await preview.newPage()
  await page.goto(address)
  const phone = page.frameLocator('#screen')
  await phone.locator('#said', { hasText: '{"scene":"id%3D7"} by 1047' }).waitFor()
})

test('a code without a page opens the first one; a link leads to its page', async () => {
  const page = await preview.newPage()
  const { openlink } = await json(`/wxa/generatescheme${await token()}`, {})
  const ticket = (openlink as string).split('t=')[1] ?? ''
  await page.goto(`${preview.origin}/wxaurl.cn/${ticket}`)
  await page.frameLocator('#screen').getByRole('button', { name: 'subscribe' }).waitFor()
  const { url_link } = await json(`/wxa/generate_urllink${await token()}`, {
    path: 'pages/order/order',
    query: 'id=8',
  })
  await page.goto(url_link as string)
  await page.frameLocator('#screen').locator('#said', { hasText: '{"id":"8"} by 1194' }).waitFor()
})
