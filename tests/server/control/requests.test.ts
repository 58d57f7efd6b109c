import { call, newCode, post, signIn } from '../../support/http.ts'
import { askOpen } from '../../support/wechat.ts'

interface Listed {
  counts: Record<string, number>
  requests: Record<string, unknown>[]
}

const requests = async (query = '') =>
  (await call('GET', `/__mock/requests${query}`)).body as unknown as Listed

test('what was asked is listed, filtered by route and person, and counted', async () => {
  await signIn('developer')
  const ann = await signIn('visitor')
  await ann.call('GET', '/api/profile')

  const exchanges = await requests('?route=jscode2session')
  expect(exchanges.counts).toEqual({ 'GET /api.weixin.qq.com/sns/jscode2session': 2 })
  expect(exchanges.requests.map(({ user }) => user)).toEqual(['developer', 'visitor'])
  expect(exchanges.requests[0]).toMatchObject({
    from: 'backend',
    to: 'wechat',
    method: 'GET',
    status: 200,
    at: expect.any(Number) as number,
    ms: expect.any(Number) as number,
  })

  const hers = (await requests('?user=visitor')).requests
  expect(hers.map(({ method, path }) => `${method as string} ${path as string}`)).toEqual([
    'POST /__client/login',
    'POST /api/login',
    'GET /api.weixin.qq.com/sns/jscode2session',
    'GET /api/profile',
  ])
  expect((await requests('?route=/api/*')).counts).toEqual({
    'POST /api/login': 2,
    'GET /api/profile': 1,
  })
  expect((await requests('?route=/sns/jscode2session')).requests).toHaveLength(2)
  expect((await requests('?limit=1')).requests).toHaveLength(1)
  expect((await requests('?limit=0')).requests).toEqual([])
})

test('no secret is in the list', async () => {
  const code = await newCode()
  const { body } = await post('/api/login', { code })
  const text = JSON.stringify(await requests())
  for (const secret of [code, body.token as string, '5ec7e75ec7e75ec7e75ec7e75ec7e75e']) {
    expect(text).not.toContain(secret)
  }
})

test('what was refused says so, and a reset forgets all of it', async () => {
  await askOpen('POST', '/wxa/business/getuserphonenumber', { code: 'x' })
  const { requests: asked } = await requests('?route=getuserphonenumber')
  expect(asked).toMatchObject([{ method: 'POST', errcode: 40029 }])
  await post('/__mock/reset')
  expect(await requests()).toEqual({ counts: {}, requests: [] })
})

test('a limit that is none is refused', async () => {
  const { status, body } = await call('GET', '/__mock/requests?limit=x')
  expect([status, body.error?.message]).toEqual([400, 'limit: is a number from 0 to 999'])
})
