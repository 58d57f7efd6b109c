import { contract } from './api-contract.ts'
import { phone, resetServer, turn } from './phone.ts'

beforeEach(resetServer)

test('wx.createBufferURL names bytes, until wx.revokeBufferURL', async () => {
  const { wx, files } = phone()
  const url = wx.createBufferURL(new TextEncoder().encode('a').buffer)
  expect(await files.get(url)?.text()).toBe('a')
  wx.revokeBufferURL(url)
  expect(files.get(url)).toBeUndefined()
})
contract('wx.getRandomValues', {
  succeeds: {
    options: { length: 4 },
    result: { randomValues: expect.any(ArrayBuffer) as ArrayBuffer },
  },
  fails: [
    { options: { length: 0 }, errMsg: ':fail length should be from 1 to 1048576' },
    {
      when: 'with too many',
      options: { length: 2e6 },
      errMsg: ':fail length should be from 1 to 1048576',
    },
  ],
})

test('wx.requestIdleCallback runs later, unless wx.cancelIdleCallback', async () => {
  const { wx } = phone()
  const run: string[] = []
  wx.requestIdleCallback(() => void run.push('one'))
  wx.cancelIdleCallback(wx.requestIdleCallback(() => void run.push('two')) as never)
  expect(run).toEqual([])
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(run).toEqual(['one'])
})

describe('wx.nextTick', () => {
  test('comes after what is running', async () => {
    const order: string[] = []
    phone().wx.nextTick(() => void order.push('tick'))
    order.push('now')
    await turn()
    expect(order).toEqual(['now', 'tick'])
  })
})

describe('wx.arrayBufferToBase64', () => {
  test('writes bytes', () => {
    expect(phone().wx.arrayBufferToBase64(new Uint8Array([0, 250, 255]).buffer)).toBe('APr/')
  })
})

describe('wx.base64ToArrayBuffer', () => {
  test('reads bytes', () => {
    const bytes = new Uint8Array(phone().wx.base64ToArrayBuffer('APr/'))
    expect(Array.from(bytes)).toEqual([0, 250, 255])
  })
})

describe('wx.getLogManager', () => {
  test('keeps what is sent along with feedback', () => {
    const { wx, logs } = phone()
    const logger = wx.getLogManager({})
    for (const level of ['debug', 'info', 'log', 'warn'] as const) logger[level](level, 1)
    expect(logs.map(({ level, to, args }) => [level, to, ...args])).toEqual(
      ['debug', 'info', 'log', 'warn'].map((level) => [level, 'feedback', level, 1]),
    )
  })
})

describe('wx.getRealtimeLogManager', () => {
  test('keeps what goes to the back office', () => {
    const { wx, logs } = phone()
    const logger = wx.getRealtimeLogManager()
    logger.setFilterMsg('sign-in')
    logger.addFilterMsg('again')
    for (const level of ['info', 'warn', 'error'] as const) logger[level](level)
    expect(logs.map(({ level, to }) => `${to} ${level}`)).toEqual([
      'realtime filter',
      'realtime filter',
      'realtime info',
      'realtime warn',
      'realtime error',
    ])
  })
})
