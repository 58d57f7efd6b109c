import { defaultApp } from '../../../mock-server/wechat/apps.ts'
import { call, JSON_TYPE, newCode, post } from '../../support/http.ts'
import { code2Session } from '../../support/code.ts'
import { ORIGIN } from '../../support/server.ts'
import { askOpen } from '../../support/wechat.ts'

// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html

const PATH = '/cgi-bin/message/subscribe/send'

async function openidOf(user = 'developer') {
  const answer = await code2Session({ js_code: await newCode({ user }) })
  return (JSON.parse(await answer.text()) as { openid: string }).openid
}

const accept = (user = 'developer') =>
  post('/__client/subscribe', { user, answers: { 'order-sent': 'accept', news: 'reject' } })

const message = async (change: object = {}) => ({
  touser: await openidOf(),
  template_id: 'order-sent',
  page: 'pages/order/order?id=7',
  miniprogram_state: 'developer',
  lang: 'zh_CN',
  data: {
    thing1: { value: '一双鞋' },
    amount2: { value: '￥100' },
    date3: { value: '2026-11-27' },
  },
  ...change,
})

const send = async (change: object = {}) => askOpen('POST', PATH, await message(change))

const onPhone = async (user = 'developer') =>
  (await post('/__client/messages', { user })).body.messages as Record<string, unknown>[]

test('a message appears on the phone of who accepted it, once for each time', async () => {
  expect(await send()).toMatchObject({ errcode: 43101 })
  await accept()
  expect(await send()).toEqual({ errcode: 0, errmsg: 'ok' })
  expect(await onPhone()).toMatchObject([
    {
      templateId: 'order-sent',
      page: 'pages/order/order?id=7',
      state: 'developer',
      lines: [
        { name: 'thing1', value: '一双鞋' },
        { name: 'amount2', value: '￥100' },
        { name: 'date3', value: '2026-11-27' },
      ],
    },
  ])
  expect(await send()).toMatchObject({ errcode: 43101 })
  await accept()
  await accept()
  expect([(await send()).errcode, (await send()).errcode]).toEqual([0, 0])
  expect(await send({ template_id: 'news' })).toMatchObject({ errcode: 43101 })
  expect(await onPhone('visitor')).toEqual([])
})

test('the step is in the events, for the diagram', async () => {
  await accept()
  await send()
  const { requests } = (await call('GET', '/__mock/requests?route=/subscribe-message')).body
  expect(requests).toMatchObject([{ from: 'wechat', to: 'client', user: 'developer', status: 200 }])
})

test('a phone that listens is told as the message comes, and what it missed', async () => {
  await accept()
  await send({ data: { thing1: { value: 'first' } } })
  const connection = new AbortController()
  const answer = await fetch(`${ORIGIN}/__client/messages?user=developer`, {
    signal: connection.signal,
  })
  expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/)
  const reader = answer.body?.getReader()
  let text = ''
  const until = async (word: string) => {
    while (!text.includes(word)) text += Buffer.from((await reader?.read())?.value ?? []).toString()
  }
  await until('first')
  await accept()
  await send({ data: { thing1: { value: 'second' } } })
  await until('second')
  expect(text.match(/^id: \d+$/gm)).toHaveLength(2)
  connection.abort()
})

test.each<[string, object, number, string]>([
  ['a stranger', { touser: 'oNobody' }, 40003, 'invalid openid'],
  ['no template', { template_id: '' }, 40037, 'invalid template_id'],
  ['no data', { data: undefined }, 47003, 'argument invalid!'],
  [
    'a value too long',
    { data: { thing1: { value: '一'.repeat(21) } } },
    47003,
    'data.thing1.value',
  ],
  ['a word as number', { data: { number1: { value: 'x' } } }, 47003, 'data.number1.value invalid'],
  ['a kind there is not', { data: { foo1: { value: 'x' } } }, 47003, 'data.foo1.value invalid'],
  ['an empty value', { data: { thing1: { value: '' } } }, 47003, 'data.thing1.value is empty'],
  ['a plain text', { data: { thing1: 'x' } }, 47003, 'data.thing1.value is empty'],
  ['a state there is not', { miniprogram_state: 'release' }, 47001, 'data format error'],
])('%s is refused, and takes nothing from what was accepted', async (_, change, errcode, text) => {
  await accept()
  const answer = await send(change)
  expect(answer.errcode).toBe(errcode)
  expect(answer.errmsg).toContain(text)
  expect((await send()).errcode).toBe(0)
})

test('an app that named its templates and pages has no others', async () => {
  await post('/__mock/apps', {
    ...defaultApp,
    pages: ['pages/order/order'],
    templates: [{ id: 'order-sent', title: '发货通知', lines: { thing1: '商品' } }],
  })
  await accept()
  expect(await send({ template_id: 'other' })).toMatchObject({ errcode: 40037 })
  expect(await send({ page: 'pages/none/none' })).toMatchObject({ errcode: 41030 })
  expect(await send({ data: { thing2: { value: 'x' } } })).toMatchObject({ errcode: 47003 })
  expect(await send({ data: { thing1: { value: '一双鞋' } } })).toMatchObject({ errcode: 0 })
  expect(await onPhone()).toMatchObject([
    { title: '发货通知', lines: [{ name: '商品', value: '一双鞋' }] },
  ])
})

test('what users accepted can be part of a seed', async () => {
  const seed = { subscriptions: [{ user: 'developer', templateId: 'order-sent', count: 2 }] }
  await call('POST', '/__mock/seed', { headers: JSON_TYPE, body: JSON.stringify(seed) })
  expect([(await send()).errcode, (await send()).errcode, (await send()).errcode]).toEqual([
    0, 0, 43101,
  ])
})

test('who asks for messages by a name that is none is told so', async () => {
  const answer = await call('GET', `/__client/messages?user=${'x'.repeat(65)}`)
  expect([answer.status, answer.body.error?.code]).toEqual([400, 'invalid_request'])
})
