import { without, wrongKind } from './cases.ts'
import { contract } from './api-contract.ts'
import { phone, type TestPhone } from './phone.ts'

const MEGABYTE = 1024 * 1024
const stored = (key: string, value: unknown) => (on: TestPhone) => on.wx.setStorageSync(key, value)
const holds = (key: string, value: unknown) => (on: TestPhone) =>
  expect(on.wx.getStorageSync(key)).toEqual(value)
const fullBut = (characters: number) => (on: TestPhone) => {
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
    { when: 'without a key', options: { data: 1 }, ...wrongKind('key') },
    {
      when: 'with a number as key',
      options: { key: 1, data: 1 },
      ...wrongKind('key', 'String', 'Number'),
    },
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

async function encryptedHolds({ wx }: TestPhone) {
  expect(await wx.getStorage({ key: 'k', encrypt: true })).toMatchObject({ data: '密' })
  await expect(wx.getStorage({ key: 'k' })).rejects.toEqual({
    errMsg: 'getStorage:fail data was stored with another value of encrypt',
  })
}

contract('wx.getStorage', {
  succeeds: { before: stored('k', { a: 1 }), options: { key: 'k' }, result: { data: { a: 1 } } },
  fails: [
    { when: 'for a missing key', options: { key: 'k' }, errMsg: ':fail data not found' },
    { when: 'without a key', options: {}, ...wrongKind('key') },
  ],
})

contract('wx.removeStorage', {
  succeeds: [
    { before: stored('k', 1), options: { key: 'k' }, after: holds('k', '') },
    { when: 'for a missing key', options: { key: 'k' } },
  ],
  fails: { when: 'without a key', options: {}, ...wrongKind('key') },
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
    without('kvList', 'Array'),
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
  fails: without('keyList', 'Array'),
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
