import { phone, type Answer, type TestPhoneOptions } from './phone.ts'
import { url, start, transfer, answering } from './transfer.ts'

const sent = async (options: object, settings: TestPhoneOptions = {}) =>
  (await transfer(options, settings)).data as {
    method: string
    url: string
    headers: Record<string, string>
    body: string
  }

describe('wx.request', () => {
  test.each([200, 201, 404, 500])(
    'succeeds with any status that was answered: %d',
    async (status) => {
      const headers = [
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
      ] as [string, string][]
      const answer = answering('{"a":1}', { status, headers })
      expect(await transfer({}, { answer })).toMatchObject({
        errMsg: 'request:ok',
        statusCode: status,
        data: { a: 1 },
        cookies: ['a=1', 'b=2'],
        header: { 'Set-Cookie': 'a=1,b=2' },
      })
    },
  )

  test('spells the names of headers as a server does, and takes cookies that were carried', async () => {
    const headers = {
      'content-type': 'text/plain',
      etag: '1',
      'x-request-id': 'r',
      'x-relay-set-cookie': encodeURIComponent('["a=1; Path=/","b=2"]'),
    }
    const { header, cookies } = await transfer({}, { answer: answering('', { headers }) })
    expect(header).toEqual({
      'Content-Type': 'text/plain',
      ETag: '1',
      'X-Request-Id': 'r',
      'Set-Cookie': 'a=1; Path=/,b=2',
    })
    expect(cookies).toEqual(['a=1; Path=/', 'b=2'])
  })

  test('takes a timeout of 0 for the default', async () => {
    const answer: Answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 3))
      return new Response('late')
    }
    expect(await transfer({ timeout: 0 }, { answer })).toMatchObject({ data: 'late' })
  })

  const data = { a: '1 2', b: '二&' }
  const form = 'a=1%202&b=%E4%BA%8C%26'

  test('puts an object into the query of a GET', async () => {
    expect(await sent({ data })).toMatchObject({ method: 'GET', url: `${url}?${form}`, body: '' })
    expect((await sent({ data, url: `${url}?x=1` })).url).toBe(`${url}?x=1&${form}`)
    expect((await sent({ data: {} })).url).toBe(url)
  })

  test('sends an object as JSON, or as a form where the header says so', async () => {
    const json = await sent({ data, method: 'POST' })
    expect(json.body).toBe(JSON.stringify(data))
    expect(json.headers['content-type']).toBe('application/json')
    const header = { 'Content-Type': 'application/x-www-form-urlencoded' }
    expect((await sent({ data, method: 'PUT', header })).body).toBe(form)
    expect((await sent({ data: 'as it is', method: 'POST', header })).body).toBe('as it is')
  })

  test('sends bytes, and gives bytes', async () => {
    const bytes = new Uint8Array([1, 2, 250]).buffer
    const answer: Answer = async (request) => new Response(await request.arrayBuffer())
    const options = { data: bytes, method: 'POST', responseType: 'arraybuffer' }
    const { data: got } = await transfer(options, { answer })
    expect(new Uint8Array(got as ArrayBuffer)).toEqual(new Uint8Array([1, 2, 250]))
  })

  test('tells the server which mini-program asks; that can not be set', async () => {
    const asked = async (device: TestPhoneOptions['device'] = {}) => {
      const { headers } = await sent({ header: { Referer: 'https://else.test' } }, { device })
      return headers.referer
    }
    const start = 'https://servicewechat.com/wx5ec7e70000000001'
    expect(await asked()).toBe(`${start}/0/page-frame.html`)
    expect(await asked({ envVersion: 'release' })).toBe(`${start}/1/page-frame.html`)
    expect(await asked({ platform: 'devtools' })).toBe(`${start}/devtools/page-frame.html`)
  })

  test('leaves as text what is no JSON, or is not to be read', async () => {
    const answer = answering('<h1>Hello</h1>')
    expect((await transfer({}, { answer })).data).toBe('<h1>Hello</h1>')
    const json = answering('{"a":1}')
    expect((await transfer({ dataType: 'text' }, { answer: json })).data).toBe('{"a":1}')
    const marked = answering(new TextEncoder().encode('\uFEFF{"a":1}'))
    expect((await transfer({}, { answer: marked })).data).toEqual({ a: 1 })
  })

  test('fails without an address, with a bad one, and with a method WeChat has not', async () => {
    expect(await transfer({ url: undefined })).toEqual({
      errMsg: 'request:fail parameter error: parameter.url should be String instead of Undefined;',
      errno: 1001,
    })
    expect(await transfer({ url: '/api' })).toEqual({
      errMsg: 'request:fail invalid url',
      errno: 600009,
    })
    expect(await transfer({ method: 'get' })).toMatchObject({ statusCode: 200 })
    const { errMsg } = await transfer({ method: 'PATCH' })
    expect(errMsg).toMatch(/^request:fail invalid method PATCH: it is one of OPTIONS, GET/)
    const circle: { self?: object } = {}
    circle.self = circle
    expect(await transfer({ data: circle, method: 'POST' })).toMatchObject({ errno: 600010 })
  })

  test('fails without a network, and without a server', async () => {
    const on = phone()
    on.network.isOnline = false
    const { answered } = start(on, 'request')
    expect((await answered).errMsg).toMatch(/^request:fail .*ERR_INTERNET_DISCONNECTED$/)
    const answer = () => Promise.reject(new TypeError('refused'))
    expect(await transfer({}, { answer })).toEqual({
      errMsg:
        'request:fail errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED',
      errno: 600001,
    })
  })
})
