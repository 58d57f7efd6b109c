/** Answers that come in pieces. */
import { codeBlock, runCode } from '../support/code-blocks.ts'
import type { ServerEvent } from '../../miniprogram/services/text-stream'
import { duration, loginsOf, outcome, signedIn } from './acts.ts'
import type { WatchedPhone } from './watched-phone.ts'

interface Given {
  status?: number | undefined
  type?: string
  /** Pieces, each so many milliseconds after the one before; the last is the end. */
  pieces: (string | number[])[]
  pause?: number
  /** It never ends. */
  isOpen?: boolean
}

interface Options {
  enableChunked?: boolean
  header: Record<string, string>
  success: (result: object) => void
  fail: (result: object) => void
}

const bytesOf = (piece: string | number[]) =>
  new Uint8Array(typeof piece === 'string' ? Buffer.from(piece) : piece).buffer

/** Lets WeChat answer each request with the next of these, in pieces. */
function streamWith({ wx, time }: WatchedPhone, ...given: Given[]): Options[] {
  const asked: Options[] = []
  const { request } = wx // oxlint-disable-line typescript/unbound-method -- wx has no `this`
  wx.request = ((options: Options) => {
    if (!options.enableChunked) return request(options as never)
    asked.push(options)
    const next = given.length > 1 ? given.shift() : given[0]
    if (!next) throw new Error('nothing is given')
    const { pieces, type = 'text/event-stream', pause = 10, isOpen } = next
    const status = 'status' in next ? next.status : 200
    let onHead: ((head: object) => void) | undefined
    let onChunk: ((chunk: object) => void) | undefined
    const header = { 'Content-Type': type }
    const steps = [
      () => onHead?.({ statusCode: status, header }),
      ...pieces.map((piece) => () => onChunk?.({ data: bytesOf(piece) })),
      () => isOpen || options.success({ statusCode: status ?? 200, header, data: '' }),
    ]
    steps.forEach((step, index) => time.globals.setTimeout(step, 1 + index * pause))
    return {
      abort: () => options.fail({ errMsg: 'request:fail abort' }),
      onHeadersReceived: (listener: typeof onHead) => void (onHead = listener),
      onChunkReceived: (listener: typeof onChunk) => void (onChunk = listener),
    }
  }) as unknown as typeof wx.request
  return asked
}

test('text comes as it is sent, whole characters only', async () => {
  const phone = await signedIn()
  const tea = [...Buffer.from('茶🍵')]
  streamWith(phone, { pieces: ['a', tea.slice(0, 1), tea.slice(1, 5), tea.slice(5), [0xff, 0x62]] })
  const heard: string[] = []
  const call = phone.services.stream('/api/chat', { onText: (text) => heard.push(text) })
  expect(await outcome(phone, call)).toBeUndefined()
  expect(heard.join('')).toBe('a茶🍵\ufffdb')
  expect(heard.slice(0, 2)).toEqual(['a', '茶'])
})

test('server-sent events come one by one, however they are cut', async () => {
  const phone = await signedIn()
  const pieces = [
    ': hello\r\ndata: one\r',
    '\ndata: more\r\n\r\n',
    'event: end\nid: 7\ndata:{"x"',
    ':1}\n\ndata: cut off',
  ]
  streamWith(phone, { pieces })
  const heard: ServerEvent[] = []
  const options = { data: { question: '?' }, onEvent: (event: ServerEvent) => heard.push(event) }
  expect(await outcome(phone, phone.services.stream('/api/chat', options))).toBeUndefined()
  expect(heard).toEqual([
    { event: 'message', data: 'one\nmore', id: '' },
    { event: 'end', data: '{"x":1}', id: '7' },
  ])
})

test('a refused stream is renewed, and nothing of the refusal is handed out', async () => {
  const phone = await signedIn()
  phone.needsRenewal()
  const refusal = { type: 'application/json', pieces: ['{"error":', '{"code":"session_expired"}}'] }
  const asked = streamWith(phone, { ...refusal, status: 401 }, { pieces: ['data: hi\n\n'] })
  const heard: string[] = []
  const onText = (text: string) => heard.push(text)
  expect(await outcome(phone, phone.services.stream('/api/chat', { onText }))).toBeUndefined()
  expect(heard).toEqual(['data: hi\n\n'])
  expect(loginsOf(phone)).toBe(1)
  expect(new Set(asked.map(({ header }) => header.Authorization)).size).toBe(2)
})

test('a phone that says no status with the headers hands out no refusal either', async () => {
  const phone = await signedIn()
  const body = '{"error":{"code":"wechat_busy"}}'
  streamWith(phone, { status: undefined, type: 'application/json', pieces: [body] })
  const heard: string[] = []
  const { wx } = phone
  const { request } = wx // oxlint-disable-line typescript/unbound-method -- wx has no `this`
  wx.request = ((options: Options) =>
    request({
      ...options,
      success: (result: object) => options.success({ ...result, statusCode: 503 }),
    } as never)) as typeof request
  const call = phone.services.stream('/api/chat', { onText: (text) => heard.push(text) })
  expect(await outcome(phone, call)).toBe('ERR_WECHAT_BUSY')
  expect(heard).toEqual([])
})

test('a stream ends by its silence, not by its length, and by abort', async () => {
  const phone = await signedIn()
  const pieces = Array.from({ length: 10 }, () => 'x')
  const long = { pieces, pause: 20_000, isOpen: true }
  streamWith(phone, long)
  const heard: string[] = []
  const onText = (text: string) => heard.push(text)
  const call = phone.services.stream('/api/chat', { onText })
  const took = await duration(phone, call)
  expect(await outcome(phone, call)).toBe('ERR_TIMEOUT')
  expect([heard.length, took > 200_000 && took < 240_000]).toEqual([10, true])

  const ended = phone.services.stream('/api/chat', { onText })
  ended.catch(() => {})
  await phone.time.run(phone.time.now + 20_500)
  ended.abort()
  await phone.time.run(phone.time.now + 60_000)
  expect(await outcome(phone, ended)).toBe('ERR_ABORTED')
  expect(heard).toHaveLength(11)
})

test('a page’s streams end when it is closed, where it is told of them', async () => {
  const phone = await signedIn()
  streamWith(phone, { pieces: ['a', 'b'], pause: 1000 })
  const heard: string[] = []
  const { api, apiOf, stream } = phone.services
  const page: { onUnload?: () => void } = {}
  const call = apiOf(page, { ...api, stream }).stream('/api/chat', {
    onText: (text) => heard.push(text),
  })
  call.catch(() => {})
  await phone.time.run(phone.time.now + 1500)
  page.onUnload?.()
  expect(await outcome(phone, call)).toBe('ERR_ABORTED')
  expect(heard).toEqual(['a'])
})

test('what a listener throws ends the stream', async () => {
  const phone = await signedIn()
  streamWith(phone, { pieces: ['a', 'b'] })
  const onText = () => {
    throw new Error('a fault of this page')
  }
  expect(await outcome(phone, phone.services.stream('/api/chat', { onText }))).toBe('ERR_SERVER')
})

test('a phone without chunks hands the answer out at its end', async () => {
  const phone = await signedIn()
  phone.wx.request = (({ success }: Options) => {
    success({ statusCode: 200, data: 'data: all\n\n', header: {} })
  }) as never
  const heard: string[] = []
  const onEvent = ({ data }: ServerEvent) => heard.push(data)
  expect(await outcome(phone, phone.services.stream('/api/chat', { onEvent }))).toBeUndefined()
  expect(heard).toEqual(['all'])
})

test('the calls of docs/en/sessions.md do what is said there', async () => {
  const phone = await signedIn()
  const { api, apiOf, mergedGet, stream } = phone.services
  streamWith(phone, { pieces: ['data: tea\n\n'] })
  const said: string[] = []
  const page: { api?: typeof api; onUnload?: () => void } = {}
  const names = {
    api,
    apiOf,
    mergedGet,
    stream,
    page,
    question: '?',
    show: (text: string) => said.push(text),
  }
  const calls = runCode(codeBlock('docs/en/sessions.md', 'call.abort()'), names)
  await outcome(phone, calls)
  await phone.time.run(phone.time.now + 100)
  expect(said).toEqual(['ERR_ABORTED', 'tea'])
  const late = page.api?.get('/api/thing/late')
  page.onUnload?.()
  expect(await outcome(phone, late as never)).toBe('ERR_ABORTED')
})
