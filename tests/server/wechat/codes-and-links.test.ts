import jsQR from 'jsqr'
import { PNG } from 'pngjs'
import { defaultApp } from '../../../mock-server/wechat/apps.ts'
import { post } from '../../support/http.ts'
import { ORIGIN } from '../../support/server.ts'
import { askOpen, stableToken } from '../../support/wechat.ts'

/** The picture that a code route answers, or its refusal. */
async function draw(path: string, body: object) {
  const { access_token } = await stableToken()
  const response = await fetch(`${ORIGIN}${path}?access_token=${access_token as string}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  if (response.headers.get('content-type') !== 'image/png') {
    return { refusal: JSON.parse(bytes.toString()) as { errcode: number; errmsg: string } }
  }
  return { picture: PNG.sync.read(bytes) }
}

/** The text a camera reads. */
function scan({ picture }: Awaited<ReturnType<typeof draw>>): string {
  const { data, width, height } = picture as PNG
  return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? 'unreadable'
}

/** The page that the preview opens for such an address. */
async function follow(address: string) {
  const answer = await fetch(address, { redirect: 'manual' })
  if (answer.status !== 302) return answer.status
  const location = new URL(answer.headers.get('location') ?? '', address)
  expect(location.pathname).toBe('/')
  return Object.fromEntries(location.searchParams)
}

// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/getUnlimitedQRCode.html
test('getwxacodeunlimit: a code that scans, and leads to the page with its scene', async () => {
  const code = await draw('/wxa/getwxacodeunlimit', {
    scene: 'id=7&from=b',
    page: 'pages/order/order',
    env_version: 'trial',
    width: 300,
  })
  expect([code.picture?.width, code.picture?.height]).toEqual([300, 300])
  const address = scan(code)
  expect(address).toMatch(new RegExp(`^${ORIGIN}/wxaurl\\.cn/\\w{12}$`))
  expect(await follow(address)).toEqual({
    page: 'pages/order/order?scene=id%3D7%26from%3Db', // the page decodes it, as WeChat documents
    scene: '1047',
    envVersion: 'trial',
  })
})

test('its colors and its see-through ground are as asked for', async () => {
  const red = { r: '255', g: '0', b: '0' } // the documentation writes them as texts
  const code = await draw('/wxa/getwxacodeunlimit', {
    scene: 'a',
    line_color: red,
    is_hyaline: true,
  })
  const colors = new Set<string>()
  const { data } = code.picture as PNG
  for (let at = 0; at < data.length; at += 4) colors.add([...data.subarray(at, at + 4)].join())
  expect(colors).toEqual(new Set(['255,255,255,0', '255,0,0,255']))
})

test.each<[string, object, number]>([
  ['no scene', {}, 40169],
  ['a scene of 33 characters', { scene: 'x'.repeat(33) }, 40169],
  ['a scene in Chinese', { scene: '订单' }, 40129],
  ['a page with "/" before it', { scene: 'a', page: '/pages/a/a' }, 41030],
  ['a page with a query', { scene: 'a', page: 'pages/a/a?b=1' }, 41030],
  ['a page that was not released', { scene: 'a', page: 'pages/none/none' }, 41030],
  ['a version there is not', { scene: 'a', env_version: 'release_error' }, 40097],
  ['a reserved word', { scene: 'scancode_time=1' }, 85096],
])('getwxacodeunlimit refuses %s', async (_, body, errcode) => {
  await post('/__mock/apps', { ...defaultApp, pages: ['pages/a/a'] })
  expect((await draw('/wxa/getwxacodeunlimit', body)).refusal).toMatchObject({ errcode })
})

test('check_path: false takes pages that were not released; without a list, all are taken', async () => {
  const page = 'pages/none/none'
  expect(scan(await draw('/wxa/getwxacodeunlimit', { scene: 'a', page }))).toMatch(/^http/)
  await post('/__mock/apps', { ...defaultApp, pages: ['pages/a/a'] })
  const unchecked = await draw('/wxa/getwxacodeunlimit', { scene: 'a', page, check_path: false })
  expect(scan(unchecked)).toMatch(/^http/)
})

// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/getQRCode.html
// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/createQRCode.html
test.each([
  ['/wxa/getwxacode', 1047, 1024],
  ['/cgi-bin/wxaapp/createwxaqrcode', 1011, 128],
])('%s leads to a path with its query, by scene %d', async (route, scene, limit) => {
  const address = scan(await draw(route, { path: 'pages/a/a?id=7', width: 100 }))
  expect(await follow(address)).toMatchObject({ page: 'pages/a/a?id=7', scene: String(scene) })
  for (const path of ['', 'x'.repeat(limit + 1)]) {
    expect((await draw(route, { path })).refusal).toMatchObject({ errcode: 40159 })
  }
})

// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/url-scheme/generateScheme.html
test('generatescheme: a scheme of the shape WeChat gives; its ticket leads to the page', async () => {
  const { openlink } = await askOpen('POST', '/wxa/generatescheme', {
    jump_wxa: { path: '/pages/a/a', query: 'id=7', env_version: 'develop' },
    is_expire: true,
    expire_type: 1,
    expire_interval: 1,
  })
  const ticket = /^weixin:\/\/dl\/business\/\?t=(\w{12})$/.exec(openlink as string)?.[1] ?? ''
  expect(await follow(`${ORIGIN}/wxaurl.cn/${ticket}`)).toEqual({
    page: 'pages/a/a?id=7',
    scene: '1065',
    envVersion: 'develop',
  })
  await post('/__mock/clock', { advanceSeconds: 24 * 3600 })
  expect(await follow(`${ORIGIN}/wxaurl.cn/${ticket}`)).toBe(404)
})

// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/url-link/generateUrlLink.html
test('generate_urllink: a link that opens in a browser, for thirty days at most', async () => {
  const { url_link } = await askOpen('POST', '/wxa/generate_urllink', { path: 'pages/a/a' })
  expect(await follow(url_link as string)).toMatchObject({ page: 'pages/a/a', scene: '1194' })
  await post('/__mock/clock', { advanceSeconds: 30 * 24 * 3600 })
  expect(await follow(url_link as string)).toBe(404)
})

test.each<[string, object, number]>([
  ['a path with a query', { path: 'pages/a/a?b=1' }, 40165],
  ['a query in Chinese', { query: 'a=订单' }, 40212],
  ['a version there is not', { env_version: 'x' }, 85402],
  ['an end in the past', { expire_time: 1 }, 85401],
  ['31 days', { expire_type: 1, expire_interval: 31 }, 85401],
])('links refuse %s', async (_, given, errcode) => {
  const { path, query, env_version, ...expiry } = given as Record<string, unknown>
  const scheme = { jump_wxa: { path, query, env_version }, is_expire: true, ...expiry }
  expect(await askOpen('POST', '/wxa/generatescheme', scheme)).toMatchObject({ errcode })
  expect(await askOpen('POST', '/wxa/generate_urllink', given)).toMatchObject({ errcode })
})

test('an address that was not made here leads nowhere', async () => {
  expect(await follow(`${ORIGIN}/wxaurl.cn/aaaaaaaaaaaa`)).toBe(404)
})
