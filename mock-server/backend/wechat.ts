import type { z } from 'zod'
import { AnswerError, fetchLimited } from '../http/fetch-limited.ts'
import { apiError } from './errors.ts'

/** The address of WeChat's server API, and the app that asks. The secret goes nowhere else. */
export interface WechatAccess {
  /** `https://api.weixin.qq.com`, or the fake's address with that host as path prefix. */
  baseUrl: () => string
  appid: string
  secret: string
  /**
   * Ask once more when WeChat is busy (-1, which WeChat says of requests it did not act on). Default
   * false, so that a scripted failure is visible.
   */
  retryBusy?: boolean
  /** Default: the global fetch. */
  fetch?: WechatFetch
}

/** A fetch that gives up on its own after `deadlineMs`. Of the answer, only the text is read. */
export type WechatFetch = (
  url: string,
  init: RequestInit,
  deadlineMs: number,
) => Promise<{ status?: number; text(): string | Promise<string> }>

const fetchFromAfar: WechatFetch = async (url, init, deadlineMs) => {
  const { status, text } = await fetchLimited(url, init, deadlineMs)
  return { status, text: () => text }
}

/** A call of WeChat's server API. */
export interface WechatRequest {
  method: 'GET' | 'POST'
  path: string
  query?: Record<string, string>
  json?: object
}

const DEADLINE_MS = 5_000
const BUSY_PAUSE_MS = 200
const BUSY = -1

/** WeChat refuses, in its own words. */
export class WechatRefusal extends Error {
  override name = 'WechatRefusal' as const
  readonly errcode: number

  constructor(errcode: number) {
    super(`WeChat answered errcode ${errcode}`)
    this.errcode = errcode
  }
}

/**
 * One call of WeChat's server API, its answer checked by `schema`.
 *
 * @throws WechatRefusal when WeChat says no; Problem `wechat_unreachable` when it says nothing
 *   sensible within five seconds
 */
export async function askWechat<Schema extends z.ZodType>(
  access: WechatAccess,
  request: WechatRequest,
  schema: Schema,
): Promise<z.output<Schema>> {
  try {
    return await askOnce(access, request, schema)
  } catch (error) {
    const isBusy = error instanceof WechatRefusal && error.errcode === BUSY
    if (!isBusy || !access.retryBusy) throw error
  }
  await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE_MS))
  return askOnce(access, request, schema)
}

async function askOnce<Schema extends z.ZodType>(
  access: WechatAccess,
  request: WechatRequest,
  schema: Schema,
): Promise<z.output<Schema>> {
  const body = await send(access, request)
  const { errcode } = (body ?? {}) as { errcode?: unknown }
  if (typeof errcode === 'number' && errcode !== 0) throw new WechatRefusal(errcode)
  const answer = schema.safeParse(body)
  if (!answer.success) throw unreachable('WeChat gave an answer that is none')
  return answer.data
}

async function send(
  { baseUrl, fetch: send = fetchFromAfar }: WechatAccess,
  { method, path, query = {}, json }: WechatRequest,
): Promise<unknown> {
  const body = json && {
    body: JSON.stringify(json),
    headers: { 'Content-Type': 'application/json' },
  }
  try {
    const url = `${baseUrl()}${path}?${encodeQuery(query)}`
    const response = await send(url, { method, ...body }, DEADLINE_MS)
    // WeChat refuses with HTTP 200; what fails on its way says so in the status.
    if ((response.status ?? 200) >= 500) throw new Error(`HTTP ${response.status}`)
    // The body may come as text/plain; an error page of some gateway is no JSON at all.
    return JSON.parse(await response.text()) as unknown
  } catch (error) {
    const why = error instanceof AnswerError ? `: ${error.message}` : ''
    // Any other cause is dropped on purpose: the address in it holds the secret and the code.
    throw unreachable(`WeChat could not be reached${why}`)
  }
}

const encodeQuery = (query: Record<string, string>) =>
  Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')

const unreachable = (what: string) => apiError('wechat_unreachable', `${what}. Try again later.`)

/** The meaning of a refusal that no particular call explains better. */
export function problemOf({ errcode }: WechatRefusal) {
  switch (errcode) {
    case 45011:
      return apiError('wechat_rate_limited', 'WeChat had too many calls this minute.', 60)
    case BUSY:
      return apiError('wechat_busy', 'WeChat is busy. Try again in a moment.', 1)
    default:
      return apiError(
        'wechat_misconfigured',
        `WeChat refuses this server (errcode ${errcode}). Check its appid and secret.`,
      )
  }
}
