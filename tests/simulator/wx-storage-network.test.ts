import { contract } from './contract.ts'
import { echo, phone, turn, type Answer, type Phone, type PhoneOptions } from './phone.ts'

afterEach(() => {
  jest.restoreAllMocks()
  jest.useRealTimers()
})

const MEGABYTE = 1024 * 1024
const noString = (name: string, actual = 'Undefined') => ({
  errMsg: `:fail parameter error: parameter.${name} should be String instead of ${actual};`,
  errno: 1001,
})
const stored = (key: string, value: unknown) => (on: Phone) => on.wx.setStorageSync(key, value)
const holds = (key: string, value: unknown) => (on: Phone) =>
  expect(on.wx.getStorageSync(key)).toEqual(value)
const fullBut = (characters: number) => (on: Phone) => {
  for (let key = 0; key < 10; key++) {
    on.wx.setStorageSync(`k${key}`, 'x'.repeat(MEGABYTE - 100))
  }
  const left = 10 * MEGABYTE - on.storage.size()
  on.wx.setStorageSync('rest', 'x'.repeat(left - characters - '{"type":"string","data":""}'.length))
}

const values: [string, unknown][] = [
  ['a text', '二'],
  ['a number', 0],
  ['a boolean', false],
  ['null', null],
  ['an object', { a: [1, { b: '二' }] }],
  ['a date', new Date(0)],
]

contract('wx.setStorage', {
  succeeds: [
    ...values.map(([what, data]) => ({
      when: `with ${what}`,
      options: { key: 'k', data },
      after: holds('k', data),
    })),
    { when: 'with nothing', options: { key: 'k' }, after: holds('k', '') },
    {
      when: 'encrypted, so that it is unreadable without',
      options: { key: 'k', data: '密', encrypt: true },
      after: encryptedHolds,
    },
  ],
  fails: [
    { when: 'without a key', options: { data: 1 }, ...noString('key') },
    { when: 'with a number as key', options: { key: 1, data: 1 }, ...noString('key', 'Number') },
    {
      when: 'with more than 1 MB under a key',
      options: { key: 'k', data: 'x'.repeat(MEGABYTE) },
      errMsg: ':fail:entry size limit reached',
    },
    {
      when: 'with more than 10 MB in all',
      before: fullBut(10),
      options: { key: 'k', data: 'x' },
      errMsg: ':fail exceed storage max size 10Mb',
    },
    {
      when: 'with a function',
      options: { key: 'k', data: () => {} },
      errMsg: ':fail a function can not be stored: only what JSON can write',
    },
  ],
})

async function encryptedHolds({ wx }: Phone) {
  expect(await wx.getStorage({ key: 'k', encrypt: true })).toMatchObject({ data: '密' })
  await expect(wx.getStorage({ key: 'k' })).rejects.toEqual({
    errMsg: 'getStorage:fail data was stored with another value of encrypt',
  })
}

contract('wx.getStorage', {
  succeeds: { before: stored('k', { a: 1 }), options: { key: 'k' }, result: { data: { a: 1 } } },
  fails: [
    { when: 'for a missing key', options: { key: 'k' }, errMsg: ':fail data not found' },
    { when: 'without a key', options: {}, ...noString('key') },
  ],
})

contract('wx.removeStorage', {
  succeeds: [
    { before: stored('k', 1), options: { key: 'k' }, after: holds('k', '') },
    { when: 'for a missing key', options: { key: 'k' } },
  ],
  fails: { when: 'without a key', options: {}, ...noString('key') },
})

contract('wx.clearStorage', {
  succeeds: { before: stored('k', 1), after: holds('k', '') },
  fails: 'never',
})

const info = { keys: ['k'], currentSize: 2, limitSize: 10_240 }

contract('wx.getStorageInfo', {
  succeeds: { before: stored('k', 'x'.repeat(1024)), result: info },
  fails: 'never',
})

const pairs = [
  { key: 'a', value: 1 },
  { key: 'b', value: { c: 2 } },
]

contract('wx.batchSetStorage', {
  succeeds: { options: { kvList: pairs }, after: holds('b', { c: 2 }) },
  fails: [
    {
      when: 'without a list',
      options: {},
      errMsg: ':fail parameter error: parameter.kvList should be Array instead of Undefined;',
      errno: 1001,
    },
    {
      when: 'with too much, and stores none of it',
      options: {
        kvList: [
          { key: 'a', value: 1 },
          { key: 'b', value: 'x'.repeat(MEGABYTE) },
        ],
      },
      errMsg: ':fail:entry size limit reached',
    },
  ],
})

contract('wx.batchGetStorage', {
  succeeds: {
    before: ({ wx }) => wx.batchSetStorageSync(pairs),
    options: { keyList: ['a', 'missing', 'b'] },
    result: { dataList: [1, '', { c: 2 }] },
  },
  fails: {
    when: 'without a list',
    options: {},
    errMsg: ':fail parameter error: parameter.keyList should be Array instead of Undefined;',
    errno: 1001,
  },
})

describe('wx.setStorageSync', () => {
  test.each(values)('keeps %s', (_, value) => {
    const { wx } = phone()
    wx.setStorageSync('k', value)
    expect(wx.getStorageSync('k')).toEqual(value)
  })

  test('keeps a copy', () => {
    const { wx } = phone()
    const value = { list: [1] }
    wx.setStorageSync('k', value)
    value.list.push(2)
    expect(wx.getStorageSync('k')).toEqual({ list: [1] })
  })

  test('throws what does not fit, and leaves what was there', () => {
    const { wx } = phone()
    wx.setStorageSync('k', 'kept')
    const set = (key: unknown, data: unknown) => () => wx.setStorageSync(key as string, data)
    expect(set('k', 'x'.repeat(MEGABYTE))).toThrow('setStorageSync:fail:entry size limit reached')
    expect(set(1, 1)).toThrow('setStorageSync:fail parameter error: parameter.key should be String')
    const circle: { self?: object } = {}
    circle.self = circle
    expect(set('k', circle)).toThrow('setStorageSync:fail the value can not be stored')
    expect(wx.getStorageSync('k')).toBe('kept')
  })

  test('throws at 10 MB in all, to the character', () => {
    const needs = '{"type":"string","data":"x"}'.length
    const full = phone()
    fullBut(needs - 1)(full)
    expect(() => full.wx.setStorageSync('k', 'x')).toThrow('exceed storage max size 10Mb')
    const on = phone()
    fullBut(needs)(on)
    on.wx.setStorageSync('k', 'x')
    expect(on.wx.getStorageInfoSync().currentSize).toBe(10_240)
  })
})

describe('wx.getStorageSync', () => {
  test('reads a missing key as an empty text', () => {
    expect(phone().wx.getStorageSync('missing')).toBe('')
  })

  test('tells users of one phone apart, whoever holds it', () => {
    const storage = new Map<string, string>()
    const [one, two] = [phone({ storage }), phone({ storage, user: 'visitor' })]
    one.wx.setStorageSync('k', 'one')
    expect(two.wx.getStorageSync('k')).toBe('')
    two.wx.setStorageSync('k', 'two')
    expect(two.wx.getStorageInfoSync().keys).toEqual(['k'])
    two.wx.clearStorageSync()
    expect(one.wx.getStorageSync('k')).toBe('one')
    one.platform.user = 'visitor'
    expect(one.wx.getStorageSync('k')).toBe('')
  })

  test('a restart of the mini-program changes nothing', () => {
    const storage = new Map<string, string>()
    phone({ storage }).wx.setStorageSync('k', [1])
    expect(phone({ storage }).wx.getStorageSync('k')).toEqual([1])
    expect(phone().wx.getStorageSync('k')).toBe('')
  })
})

describe('wx.removeStorageSync', () => {
  test('removes one key, there or not', () => {
    const { wx } = phone()
    wx.batchSetStorageSync(pairs)
    wx.removeStorageSync('a')
    wx.removeStorageSync('missing')
    expect(wx.getStorageInfoSync().keys).toEqual(['b'])
  })
})

describe('wx.clearStorageSync', () => {
  test('removes all', () => {
    const { wx } = phone()
    wx.batchSetStorageSync(pairs)
    wx.clearStorageSync()
    expect(wx.getStorageInfoSync().keys).toEqual([])
  })
})

describe('wx.getStorageInfoSync', () => {
  test('counts in KB', () => {
    const { wx } = phone()
    expect(wx.getStorageInfoSync()).toEqual({ keys: [], currentSize: 0, limitSize: 10_240 })
    wx.setStorageSync('k', 'x'.repeat(1024))
    expect(wx.getStorageInfoSync()).toEqual(info)
  })
})

describe('wx.batchSetStorageSync', () => {
  test('stores all or nothing', () => {
    const { wx } = phone()
    const tooMuch = [...pairs, { key: 'c', value: 'x'.repeat(MEGABYTE) }]
    expect(() => wx.batchSetStorageSync(tooMuch)).toThrow('batchSetStorageSync:fail:entry size')
    expect(wx.getStorageInfoSync().keys).toEqual([])
    wx.batchSetStorageSync(pairs)
    expect(wx.getStorageInfoSync().keys).toEqual(['a', 'b'])
    expect(() => wx.batchSetStorageSync(undefined as never)).toThrow('kvList should be Array')
  })
})

describe('wx.batchGetStorageSync', () => {
  test('reads many, a missing one as an empty text', () => {
    const { wx } = phone()
    wx.batchSetStorageSync(pairs)
    expect(wx.batchGetStorageSync(['b', 'missing'])).toEqual([{ c: 2 }, ''])
  })
})

const url = 'https://backend.test/answer'

interface Answered {
  errMsg: string
  errno?: number
  data?: unknown
  statusCode?: number
  [more: string]: unknown
}

type TaskApi = 'request' | 'uploadFile' | 'downloadFile'
type Task = WechatMiniprogram.UploadTask & WechatMiniprogram.RequestTask

/** Starts a transfer; gives its task, and what its callbacks get. */
function start({ wx }: Phone, api: TaskApi, options: object = {}) {
  let task: Task | undefined
  const order: string[] = []
  const answered = new Promise<Answered>((resolve) => {
    const callbacks = {
      success: () => order.push('success'),
      fail: () => order.push('fail'),
      complete: (result: Answered) => resolve({ ...result, order: order.join() }),
    }
    task = wx[api]({ url, ...options, ...callbacks } as never) as Task
    order.push('returned')
  })
  return { task: task as Task, answered }
}

const transfer = async (
  options: object = {},
  settings: PhoneOptions = {},
  api: TaskApi = 'request',
) => {
  const { order, ...result } = await start(phone(settings), api, options).answered
  expect(order).toBe(result.errMsg === `${api}:ok` ? 'returned,success' : 'returned,fail')
  return result
}

const sent = async (options: object, settings: PhoneOptions = {}) =>
  (await transfer(options, settings)).data as {
    method: string
    url: string
    headers: Record<string, string>
    body: string
  }

const answering =
  (body: BodyInit | null, init: ResponseInit = {}): Answer =>
  () =>
    new Response(body, init)

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
    const asked = async (device: PhoneOptions['device'] = {}) => {
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
    const marked = answering(Buffer.from('\uFEFF{"a":1}'))
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

  const never: Answer = () => new Promise(() => {})

  test('fails after its time, or that of app.json', async () => {
    const late = { errMsg: 'request:fail timeout', errno: 5 }
    expect(await transfer({ timeout: 5 }, { answer: never })).toEqual(late)
    const networkTimeout = { request: 5 }
    expect(await transfer({}, { answer: never, networkTimeout })).toEqual(late)
    const old = { device: { baseLibrary: '2.9.9' }, networkTimeout }
    expect(await transfer({ timeout: 60_000 }, { answer: never, ...old })).toEqual({
      errMsg: 'request:fail timeout', // neither the option nor errno are known yet
    })
  })

  test('waits for a minute', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] })
    const { answered } = start(phone({ answer: never }), 'request')
    let isOver = false
    void answered.then(() => (isOver = true))
    await jest.advanceTimersByTimeAsync(59_999)
    expect(isOver).toBe(false)
    await jest.advanceTimersByTimeAsync(1)
    expect((await answered).errMsg).toBe('request:fail timeout')
  })

  test('can be aborted, under way or in the queue', async () => {
    const on = phone({ answer: never })
    const calls = Array.from({ length: 12 }, () => start(on, 'request'))
    await turn()
    calls[11]?.task.abort()
    expect(await calls[11]?.answered).toMatchObject({ errMsg: 'request:fail abort' })
    calls[0]?.task.abort()
    expect(await calls[0]?.answered).toMatchObject({ errMsg: 'request:fail abort' })
    for (const { task } of calls) task.abort()
  })

  test('runs ten at once, with uploads and downloads; the others wait in their order', async () => {
    let running = 0
    let most = 0
    const order: string[] = []
    const answer: Answer = async (request) => {
      order.push(new URL(request.url).search)
      most = Math.max(most, ++running)
      await turn()
      running--
      return Response.json({})
    }
    const on = phone({ answer })
    const filePath = on.files.add('x')
    const answers = Array.from({ length: 24 }, (_, call) => {
      const api = (['request', 'uploadFile', 'downloadFile'] as const)[call % 3] ?? 'request'
      return start(on, api, { url: `${url}?${call}`, filePath, name: 'file' }).answered
    })
    expect((await Promise.all(answers)).map(({ statusCode }) => statusCode)).toEqual(
      Array(24).fill(200),
    )
    expect(most).toBe(10)
    expect(order).toEqual(Array.from({ length: 24 }, (_, call) => `?${call}`))
  })

  test('tells of headers, and of chunks where they are asked for', async () => {
    const on = phone({ answer: answering('chunk', { headers: { 'x-a': '1' } }) })
    const { task, answered } = start(on, 'request', { enableChunked: true })
    const heard: unknown[] = []
    const removed = () => heard.push('removed')
    task.onHeadersReceived(({ header }) => void heard.push(header['X-A' as never]))
    task.onHeadersReceived(removed)
    task.offHeadersReceived(removed)
    task.onChunkReceived(({ data: chunk }) => void heard.push(Buffer.from(chunk).toString()))
    expect(await answered).toMatchObject({ data: '', statusCode: 200 })
    expect(heard).toEqual(['1', 'chunk'])
  })

  test('follows redirects, or not', async () => {
    const seen: string[] = []
    const answer: Answer = (request) => {
      seen.push(request.redirect)
      return new Response('')
    }
    await transfer({}, { answer })
    await transfer({ redirect: 'manual' }, { answer })
    expect(seen).toEqual(['follow', 'manual'])
  })

  test('checks the domain to the letter, where they are given', async () => {
    const domains = {
      request: ['https://backend.test', 'https://other.test:8443', 'https://api.weixin.qq.com'],
    }
    const asked = async (to: string) => (await transfer({ url: to }, { domains })).errMsg
    expect(await asked('https://backend.test/a?b')).toBe('request:ok')
    expect(await asked('https://other.test:8443/a')).toBe('request:ok')
    for (const wrong of [
      'http://backend.test/a',
      'https://backend.test:443/a',
      'https://sub.backend.test/a',
      'https://other.test/a',
      'https://api.weixin.qq.com/sns/jscode2session',
    ]) {
      expect(await transfer({ url: wrong }, { domains })).toEqual({
        errMsg: 'request:fail url not in domain list',
        errno: 600002,
      })
    }
    expect(await transfer({}, { domains }, 'downloadFile')).toMatchObject({ errno: 600002 })
  })

  test('is interrupted after five seconds in the background, until the return', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] })
    let isSlow = true
    const on = phone({ answer: (request) => (isSlow ? never(request) : echo(request)) })
    const early = start(on, 'request').answered
    on.app.hide()
    const within = start(on, 'request').answered
    await jest.advanceTimersByTimeAsync(4999)
    const pending = Symbol('pending')
    expect(await Promise.race([early, within, Promise.resolve(pending)])).toBe(pending)
    await jest.advanceTimersByTimeAsync(1)
    const interrupted = { errMsg: 'request:fail interrupted', errno: 600003 }
    expect(await early).toMatchObject(interrupted)
    expect(await within).toMatchObject(interrupted)
    expect(await start(on, 'request').answered).toMatchObject(interrupted)
    isSlow = false
    on.app.show()
    expect(await start(on, 'request').answered).toMatchObject({ statusCode: 200 })
  })

  test('survives a short look elsewhere', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] })
    let finish = (_: Response) => {}
    const answer = () => new Promise<Response>((resolve) => (finish = resolve))
    const on = phone({ answer })
    const { answered } = start(on, 'request')
    on.app.hide()
    await jest.advanceTimersByTimeAsync(4000)
    on.app.show()
    await jest.advanceTimersByTimeAsync(4000)
    finish(Response.json({ a: 1 }))
    expect(await answered).toMatchObject({ data: { a: 1 } })
  })

  test('reports what a callback throws, and calls the other all the same', async () => {
    const on = phone()
    const completed = new Promise((resolve) => {
      const success = () => {
        throw new Error('mine')
      }
      on.wx.request({ url, success, complete: resolve })
    })
    await completed
    expect(on.problems).toMatchObject([{ message: 'mine' }])
  })
})

describe('wx.uploadFile', () => {
  test('sends a form with the file, and never reads the answer', async () => {
    const answer: Answer = async (request) => {
      const form = await request.formData()
      const file = form.get('avatar') as File
      return Response.json({
        user: form.get('user'),
        name: file.name,
        content: await file.text(),
        header: request.headers.get('x-a'),
      })
    }
    const on = phone({ answer })
    const filePath = on.files.add('picture', 'png')
    const { task, answered } = start(on, 'uploadFile', {
      filePath,
      name: 'avatar',
      formData: { user: 7 },
      header: { 'X-A': '1', 'Content-Type': 'wrong/type' },
    })
    const progress: number[] = []
    task.onProgressUpdate((update) => void progress.push(update.progress, update.totalBytesSent))
    const { data: got, statusCode } = await answered
    expect(statusCode).toBe(200)
    expect(JSON.parse(got as string)).toEqual({
      user: '7',
      name: filePath.split('/').at(-1),
      content: 'picture',
      header: '1',
    })
    expect(progress).toEqual([100, 7])
  })

  test('fails without the file, its path or its name', async () => {
    const upload = (options: object) => transfer(options, {}, 'uploadFile')
    const missing = { filePath: 'wxfile://tmp_nothing.png', name: 'file' }
    expect(await upload(missing)).toEqual({ errMsg: 'uploadFile:fail file error' })
    expect(await upload({ name: 'file' })).toMatchObject({ errno: 1001 })
    expect(await upload({ filePath: 'x' })).toMatchObject({
      errMsg:
        'uploadFile:fail parameter error: parameter.name should be String instead of Undefined;',
    })
  })
})

describe('wx.downloadFile', () => {
  test('leaves a temporary file, whatever the status', async () => {
    const on = phone({ answer: answering('picture', { status: 404 }) })
    const { task, answered } = start(on, 'downloadFile', { url: `${url}.png` })
    const progress: number[] = []
    task.onProgressUpdate((update) => void progress.push(update.progress))
    const { statusCode, tempFilePath, ...rest } = await answered
    expect(statusCode).toBe(404)
    expect(tempFilePath).toMatch(/^wxfile:\/\/tmp_\w+\.png$/)
    expect(await on.files.get(tempFilePath as string)?.text()).toBe('picture')
    expect(rest).not.toHaveProperty('filePath')
    expect(progress).toEqual([100])
  })

  test('puts the file where it is wanted', async () => {
    const on = phone({ answer: answering('picture') })
    const filePath = 'wxfile://usr/picture.png'
    expect(await start(on, 'downloadFile', { filePath }).answered).toMatchObject({ filePath })
    expect(await on.files.get(filePath)?.text()).toBe('picture')
  })

  test('fails without a network', async () => {
    const on = phone()
    on.network.isOnline = false
    expect((await start(on, 'downloadFile').answered).errMsg).toMatch(/^downloadFile:fail /)
  })
})

contract('wx.getNetworkType', {
  succeeds: [
    { result: { networkType: 'wifi', hasSystemProxy: false, weakNet: false } },
    {
      when: 'without a network',
      before: ({ network }) => {
        network.isOnline = false
      },
      result: { networkType: 'none', hasSystemProxy: false, weakNet: false },
    },
    {
      when: 'with what its base library knows',
      phone: { device: { baseLibrary: '2.22.0' } },
      result: { networkType: 'wifi' },
    },
  ],
  fails: 'never',
})

const watchedNetwork = () => {
  const on = phone()
  const heard: unknown[] = []
  const listener = (status: object) => void heard.push(status)
  on.wx.onNetworkStatusChange(listener)
  return { ...on, heard, listener }
}

describe('wx.onNetworkStatusChange', () => {
  test('tells of every change, and of nothing else', () => {
    const { network, heard } = watchedNetwork()
    network.isOnline = true
    network.type = '4g'
    network.isOnline = false
    network.isOnline = true
    expect(heard).toEqual([
      { isConnected: true, networkType: '4g' },
      { isConnected: false, networkType: 'none' },
      { isConnected: true, networkType: '4g' },
    ])
  })
})

describe('wx.offNetworkStatusChange', () => {
  test('takes one listener away, or all', () => {
    const { wx, network, heard, listener } = watchedNetwork()
    wx.onNetworkStatusChange(() => void heard.push('other'))
    wx.offNetworkStatusChange(listener)
    network.type = '5g'
    wx.offNetworkStatusChange()
    network.type = '4g'
    expect(heard).toEqual(['other'])
  })
})
