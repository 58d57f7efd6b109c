import { askedBy, toCurl, toJson } from '../../simulator/preview/inspector/exchanges.ts'
import { Masks } from '../../simulator/preview/inspector/mask.ts'
import { typedValue, unmasked } from '../../simulator/preview/inspector/storage-entries.ts'
import { spanOf } from '../../simulator/preview/inspector/time.ts'

const TOKEN = 'abcdefghijklmnop1234'

test('a secret is shown by its last characters, under its name and wherever else it stands', () => {
  const masks = new Masks()
  masks.learn({ session: { token: TOKEN } })
  expect(masks.show({ session: { token: TOKEN, note: `it is ${TOKEN}` }, list: [TOKEN] })).toEqual({
    session: { token: '***1234', note: 'it is ***1234' },
    list: ['***1234'],
  })
  expect(masks.hide(`/a?x=${encodeURIComponent(TOKEN)}`)).toBe('/a?x=***1234')
})

test('secrets in texts of JSON, queries and headers are masked; the code of an error is not', () => {
  const masks = new Masks()
  expect(masks.showText(`/x?js_code=${TOKEN}&a=1`)).toBe('/x?js_code=***1234&a=1')
  expect(masks.showText(`{"session_key":"${TOKEN}"}`)).toBe('{\n  "session_key": "***1234"\n}')
  expect(masks.show({ error: { code: 'code_used', message: 'm', requestId: 'r' } })).toEqual({
    error: { code: 'code_used', message: 'm', requestId: 'r' },
  })
  expect(masks.show({ Authorization: `Bearer ${TOKEN}` })).toEqual({
    Authorization: 'Bearer ***1234',
  })
})

test('a value that holds itself is shown', () => {
  const value: Record<string, unknown> = { a: 1 }
  value.self = value
  expect(new Masks().show(value)).toEqual({ a: 1, self: '[circular]' })
})

test('a request is copied as curl and as JSON without its secrets', () => {
  const masks = new Masks()
  const exchange = {
    id: 1,
    at: 0,
    method: 'POST',
    url: 'http://127.0.0.1:3900/api/login',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ code: TOKEN, nickName: "it's" }),
    status: 200,
    answerBody: JSON.stringify({ token: TOKEN }),
  }
  const [asked] = askedBy([exchange], [], masks)
  const curl = toCurl(asked as never, 'http://127.0.0.1:3900')
  expect(curl).toContain(`-H "authorization: Bearer $TOKEN"`)
  expect(curl).toContain(`"it'\\''s"`)
  expect(curl + toJson(asked as never)).not.toContain(TOKEN)
})

test('what was edited is stored, with the secrets that were not touched', () => {
  const masks = new Masks()
  const original = { token: TOKEN, user: { id: '1', name: 'a' } }
  const shown = masks.show(original)
  const edited = typedValue('{"token":"***1234","user":{"id":"1","name":"b"}}')
  expect(unmasked(edited, shown, original)).toEqual({ token: TOKEN, user: { id: '1', name: 'b' } })
  expect(unmasked(typedValue('plain'), shown, original)).toBe('plain')
})

test.each([
  [604_770, '7 天', '7 days'],
  [86_400, '1 天', '1 day'],
  [5400, '2 小时', '2 hours'],
  [60, '1 分钟', '1 minute'],
  [3, '3 秒', '3 seconds'],
  [0, '0 秒', '0 seconds'],
])('%d s is said as a person says it', (seconds, zh, en) => {
  expect([spanOf(seconds, true), spanOf(seconds, false)]).toEqual([zh, en])
})

test('secrets in server-sent events and in frames of a socket are masked, also where the end is missing', () => {
  const masks = new Masks()
  const events = `event: user\ndata: {"token":"${TOKEN}","n":1}\n\ndata: {"token":"${TOKEN.slice(0, 12)}`
  expect(masks.showText(events)).toBe(
    'event: user\ndata: {"token":"***1234","n":1}\n\ndata: {"token":"***ijkl',
  )
  expect(masks.showText(`42["session",{"session_key":"${TOKEN}"}]`)).toBe(
    '42["session",{"session_key":"***1234"}]',
  )
  masks.learn(events)
  expect(masks.hide(`it is ${TOKEN}`)).toBe('it is ***1234')
})
