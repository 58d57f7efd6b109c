import type { Activity, Deed } from '../../simulator/preview/runtime/activity.ts'
import { attemptsIn, tapsIn } from '../../simulator/preview/inspector/attempts.ts'
import { toMermaid, toSvg } from '../../simulator/preview/inspector/drawing.ts'
import { explain } from '../../simulator/preview/inspector/explain.ts'
import type { JournalEntry } from '../../simulator/preview/inspector/journal-entry.ts'
import {
  broughtBy,
  mergeStory,
  rowsOf,
  type StoryWords,
} from '../../simulator/preview/inspector/story.ts'

const words: StoryWords = {
  staysHere: 'stays here',
  taps: 'taps {label}',
  asks: 'asks: {title}',
  allowed: 'allowed',
  refused: 'refused',
  noAnswer: 'no answer',
  starts: 'opens',
  isChinese: false,
}

let ids = 0
const step = (
  realAt: number,
  kind: JournalEntry['kind'],
  path: string,
  more: Partial<JournalEntry> = {},
): JournalEntry => ({
  id: ++ids,
  pair: 0,
  at: 0,
  realAt,
  kind,
  from: path.startsWith('/api.weixin') ? 'backend' : 'client',
  to: path.startsWith('/api/') ? 'backend' : 'wechat',
  method: 'POST',
  path,
  ...more,
})
const deed = (at: number, what: Deed): Activity => ({ ...what, id: ++ids, at })

const signIn = () => {
  const deeds = [
    deed(1, { kind: 'start' }),
    deed(2, { kind: 'tap', label: '登录', openType: 'getUserInfo', route: 'a' }),
    deed(3, { kind: 'asked', dialog: 'consent', title: 'ask' }),
    deed(4, { kind: 'answered', dialog: 'consent', title: 'ask', answer: true }),
    deed(5, { kind: 'console', level: 'log', values: [], stack: '' }),
    deed(20, { kind: 'storage', api: 'setStorageSync', key: 'session', value: {} }),
  ]
  const steps = [
    step(2, 'request', '/__client/settings'),
    step(2, 'answer', '/__client/settings', { status: 200 }),
    step(10, 'request', '/__client/login'),
    step(11, 'answer', '/__client/login', { status: 200, ms: 1, body: { code: '***ab14ba' } }),
    step(12, 'request', '/api/login', { body: { code: '***ab14ba', nickName: 'a' } }),
    step(20, 'answer', '/api/login', { status: 200, ms: 8, body: { token: '***', user: {} } }),
  ]
  return rowsOf(mergeStory(steps, deeds), words)
}

test('deeds stand between the steps: after what was answered, before what they led to', () => {
  expect(signIn().map(({ title, detail }) => [title, detail].filter(Boolean).join(' | '))).toEqual([
    'opens',
    'taps 登录 | open-type="getUserInfo"',
    'wx.getSetting',
    '200',
    'asks: ask',
    'allowed',
    'wx.login',
    'code …4ba · 1 ms',
    'POST /api/login | code …4ba, nickName',
    'token, user · 8 ms',
    "wx.setStorageSync('session')",
  ])
})

test('what explains nothing is folded, unless it fails', () => {
  const folded = rowsOf(
    mergeStory(
      [
        step(1, 'request', '/__client/settings'),
        step(2, 'answer', '/__client/settings', { status: 503 }),
      ],
      [],
    ),
    words,
  )
  expect(folded.map(({ isFolded, isFailed }) => [isFolded, isFailed])).toEqual([
    [true, false],
    [false, true],
  ])
})

test('a session_key is marked as staying on the server; an envelope is opened', () => {
  const body = { session_key: '***', openid: 'o', errcode: 0 }
  expect(broughtBy(body, 'stays here', false)).toBe('session_key (stays here), openid')
  expect(broughtBy(body, '留在服务器', true)).toBe('session_key（留在服务器）、openid')
  expect(broughtBy({ code: 0, data: { token: '***' } }, '', false)).toBe('token')
})

test('a failure is named by its code', () => {
  const [row] = rowsOf(
    mergeStory(
      [step(1, 'answer', '/api.weixin.qq.com/sns/jscode2session', { status: 200, errcode: -1 })],
      [],
    ),
    words,
  )
  expect(row).toMatchObject({ title: 'errcode -1', isFailed: true, topic: 'code2Session.failed' })
})

test('every row is explained in both languages', () => {
  for (const { topic } of signIn()) {
    const { what, why } = explain(topic)
    for (const [zh, en] of [what, why]) {
      expect(zh).toMatch(/[\u4E00-\u9FFF].*。$/)
      expect(en).toMatch(/^[A-Za-z0-9].*\.$/)
    }
  }
})

test('a sign-in is told from the next, by the year whose WeChat it met', () => {
  const both = [...signIn(), ...signIn().filter(({ topic }) => !topic.startsWith('consent.'))]
  const attempts = attemptsIn(both)
  expect(attempts.map(({ era }) => era)).toEqual(['then', 'today'])
  expect(attempts.map((attempt) => tapsIn(attempt))).toEqual([
    [{ label: '登录', route: 'a' }],
    [{ label: '登录', route: 'a' }],
  ])
})

test('a sign-in of the tutorials, with wx.login at the start, is one that can be played again', () => {
  const steps = [
    step(1, 'request', '/__client/login'),
    step(2, 'answer', '/__client/login', { status: 200, body: { code: '***ab14ba' } }),
    step(10, 'request', '/__client/user-info'),
    step(11, 'answer', '/__client/user-info', { status: 200, body: { userInfo: {} } }),
  ]
  const deeds = [
    deed(0, { kind: 'start' }),
    deed(5, { kind: 'tap', label: '获取头像昵称', openType: 'getUserInfo', route: 'a' }),
    deed(6, { kind: 'asked', dialog: 'consent', title: 'ask' }),
    deed(7, { kind: 'answered', dialog: 'consent', title: 'ask', answer: true }),
    deed(12, { kind: 'storage', api: 'setStorageSync', key: 'userinfo', value: {} }),
  ]
  const [attempt, ...others] = attemptsIn(rowsOf(mergeStory(steps, deeds), words))
  expect([attempt?.era, others]).toEqual(['then', []])
  expect(attempt && tapsIn(attempt)).toEqual([{ label: '获取头像昵称', route: 'a' }])
  expect(attempt?.rows.at(-1)?.title).toBe("wx.setStorageSync('userinfo')")
})

test('a backend that can not be reached is said to give no answer, and explained', () => {
  const steps = [
    step(1, 'request', '/api/login', { method: 'GET' }),
    step(2, 'answer', '/api/login', { method: 'GET', status: 0, ms: 3 }),
  ]
  const answer = rowsOf(mergeStory(steps, []), words).at(-1)
  expect(answer).toMatchObject({ title: 'no answer', detail: '3 ms', isFailed: true })
  expect(explain(answer?.topic ?? '').what[1]).toBe('Nobody answers.')
})

const names = { person: 'P', client: 'C <&>', backend: 'B', wechat: 'W' }

test('the story leaves as Mermaid and as an SVG that is well-formed', () => {
  const rows = signIn()
  expect(toMermaid(rows, names)).toContain('client->>backend: POST /api/login code …4ba, nickName')
  const look = { ink: '#000', soft: '#666', paper: '#fff', accent: '#080', wrong: '#b00' }
  const svg = toSvg(rows, names, look)
  expect(svg).toContain('C &lt;&amp;&gt;')
  expect(svg.match(/<text/g)).toHaveLength(4 + rows.length)
})
