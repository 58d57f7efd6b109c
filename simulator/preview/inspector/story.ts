import type { Activity } from '../runtime/activity.ts'
import type { Party, JournalEntry } from './journal-entry.ts'

/** An event of the phone or the servers, in the order in which it happened. */
export type StoryEvent = { step: JournalEntry } | { deed: Activity }

/** Everybody an arrow can begin or end at. */
export type Lane = 'person' | Party

/** One arrow of the drawing. */
export interface Row {
  id: string
  from: Lane
  to: Lane
  kind: 'request' | 'answer' | 'note'
  /** A call by its name: `wx.login`, `POST /api/login`. */
  title: string
  /** The names it carries: `code …4ba`. */
  detail: string
  isFailed: boolean
  /** Not part of signing in: drawn only on request. */
  isFolded: boolean
  /** Key of the sentences that explain it. */
  topic: string
  /** The body, masked. */
  body?: object
  /** Of a tap: for playing it again. */
  tap?: { label: string; route: string }
  /** Of a window that was answered. */
  answer?: { dialog: string; value: unknown }
}

/**
 * Merges both by the machine's time. Within a millisecond an answer sorts before the phone's reaction
 * to it, and a request after its cause.
 */
export function mergeStory(
  steps: readonly JournalEntry[],
  deeds: readonly Activity[],
): StoryEvent[] {
  const drawn = deeds.filter(({ kind }) => kind !== 'console')
  const merged: StoryEvent[] = []
  let next = 0
  for (const step of steps) {
    for (; next < drawn.length; next++) {
      const deed = drawn[next] as Activity
      const isBefore = step.kind === 'request' ? deed.at <= step.realAt : deed.at < step.realAt
      if (!isBefore) break
      merged.push({ deed })
    }
    merged.push({ step })
  }
  for (const deed of drawn.slice(next)) merged.push({ deed })
  return merged
}

/** Names of the APIs behind the WeChat app's own requests. */
const APIS: Record<string, string> = {
  login: 'wx.login',
  'check-session': 'wx.checkSession',
  'user-info': 'wx.getUserInfo',
  settings: 'wx.getSetting',
  authorize: 'wx.authorize',
  'phone-code': 'getPhoneNumber',
  phone: 'getPhoneNumber',
}

/** WeChat's host is named by its lane. */
export function titleOf({ method, path }: Pick<JournalEntry, 'method' | 'path'>): string {
  const asked = /^\/__client\/(.+)$/.exec(path)?.[1]
  if (asked !== undefined) return APIS[asked] ?? `wx: ${asked}`
  return `${method} ${path.replace(/^\/api\.weixin\.qq\.com/, '')}`
}

/** Names that are of no interest for signing in. */
const DULL = new Set([
  'errcode',
  'errmsg',
  'errMsg',
  'requestId',
  'expiresIn',
  'expires_in',
  'appid',
])

/**
 * The names in a body: `code …4ba`, `openid, session_key（留在服务器）`.
 *
 * @param staysHere said of a `session_key`
 */
export function broughtBy(body: object | undefined, staysHere: string, isChinese: boolean): string {
  if (!body) return ''
  const inner = 'data' in body && typeof body.data === 'object' && body.data ? body.data : body
  const told = Object.entries(inner).filter(([name]) => !DULL.has(name))
  const [open, close, comma] = isChinese ? ['（', '）', '、'] : [' (', ')', ', ']
  const parts = told.map(([name, value]) => {
    if (/^(?:js_?)?code$/i.test(name) && typeof value === 'string')
      return `${name} …${value.slice(-3)}`
    return /^session_?key$/i.test(name) ? `${name}${open}${staysHere}${close}` : name
  })
  return parts.slice(0, 4).join(comma) + (parts.length > 4 ? ' …' : '')
}

/** Reading settings and polling for messages are no steps of a sign-in. */
const isDull = ({ path }: JournalEntry) => /^\/__client\/(?:settings|privacy|messages)/.test(path)

/** The words that a row needs, so that this file knows no language. */
export interface StoryWords {
  staysHere: string
  taps: string
  asks: string
  allowed: string
  refused: string
  noAnswer: string
  starts: string
  isChinese: boolean
}

/** The rows of a story in words. */
export const rowsOf = (told: readonly StoryEvent[], words: StoryWords): Row[] =>
  told.flatMap((one) => ('step' in one ? [rowOfStep(one.step, words)] : rowOfDeed(one.deed, words)))

function rowOfStep(step: JournalEntry, words: StoryWords): Row {
  const { kind, from, to, status, errcode, error, ms, body } = step
  const isFailed = kind === 'answer' && (status === 0 || (status ?? 200) >= 400 || Boolean(errcode))
  const brought = broughtBy(body, words.staysHere, words.isChinese)
  const time = ms === undefined ? '' : `${Math.round(ms)} ms`
  const common = { from, to, kind, isFailed, isFolded: isDull(step) && !isFailed }
  const id = `step-${step.id}`
  const called = titleOf(step)
  const topic = isFailed && status === 0 ? 'noAnswer' : topicOf(step, isFailed)
  const shown = body && Object.keys(body).length > 0 ? { body } : {}
  if (kind === 'request') return { ...common, ...shown, id, title: called, detail: brought, topic }
  const title = isFailed
    ? [errcode ? `errcode ${errcode}` : status || words.noAnswer, error].filter(Boolean).join(' ')
    : ''
  const detail = [isFailed ? '' : brought || String(status ?? ''), time].filter(Boolean).join(' · ')
  return { ...common, ...shown, id, title, detail, topic }
}

function topicOf({ kind, path }: JournalEntry, isFailed: boolean): string {
  const route =
    [
      [/^\/__client\/login$/, 'login'],
      [/^\/__client\/check-session$/, 'checkSession'],
      [/^\/__client\/user-info$/, 'userInfo'],
      [/^\/__client\/authorize$/, 'authorize'],
      [/^\/__client\/phone/, 'phone'],
      [/^\/__client\//, 'client'],
      [/jscode2session/, 'code2Session'],
      [/(?:access_)?token$/, 'accessToken'],
      [/weixin\.qq\.com|^\/(?:sns|cgi-bin|wxa)\//, 'wechat'],
      [/\/(?:login|auth|signin|sign-in)\b/i, 'apiLogin'],
      [/\/refresh/i, 'refresh'],
      [/\/logout\b/i, 'logout'],
    ].find(([pattern]) => (pattern as RegExp).test(path))?.[1] ?? 'api'
  return `${route as string}.${kind === 'request' ? 'asked' : isFailed ? 'failed' : 'answered'}`
}

function rowOfDeed(deed: Activity, words: StoryWords): Row[] {
  const common = { id: `deed-${deed.id}`, isFailed: false, isFolded: false, detail: '' }
  const toPhone = { ...common, from: 'person', to: 'client', kind: 'request' } as const
  switch (deed.kind) {
    case 'start':
      return [{ ...toPhone, title: words.starts, topic: 'start' }]
    case 'tap': {
      const { label, route, openType } = deed
      const title = words.taps.replace('{label}', label)
      const topic = openType === '' ? 'tap' : 'tapOpenType'
      const detail = openType && `open-type="${openType}"`
      return [{ ...toPhone, title, detail, topic, tap: { label, route } }]
    }
    case 'asked': {
      const title = words.asks.replace('{title}', deed.title)
      return [
        {
          ...common,
          from: 'wechat',
          to: 'person',
          kind: 'request',
          title,
          topic: `${deed.dialog}.asked`,
        },
      ]
    }
    case 'answered': {
      const isYes = deed.answer !== false && deed.answer !== undefined && deed.answer !== 'cancel'
      const answer = { dialog: deed.dialog, value: deed.answer }
      return [
        {
          ...common,
          from: 'person',
          to: 'wechat',
          kind: 'answer',
          title: isYes ? words.allowed : words.refused,
          isFailed: deed.dialog === 'consent' && !isYes,
          topic: `${deed.dialog}.${isYes ? 'allowed' : 'refused'}`,
          answer,
        },
      ]
    }
    case 'storage': {
      const title = `wx.${deed.api}(${deed.key && `'${deed.key}'`})`
      const isKept = deed.api.startsWith('set')
      const topic = !isKept
        ? 'storage.removed'
        : deed.key === 'session'
          ? 'storage.session'
          : 'storage.kept'
      return [{ ...common, from: 'client', to: 'client', kind: 'note', title, topic }]
    }
    case 'page':
    case 'console':
      return []
  }
}
