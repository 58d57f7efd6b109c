import { defineOthers } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { Listeners } from '../listeners.ts'
import type { Sending } from './transfer.ts'

type RequestOption = WechatMiniprogram.RequestOption

interface Chunk {
  data: ArrayBuffer
}

/** As WeChat's typings list them: there is no PATCH. */
const methods = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT']

/**
 * `wx.request` over the injected `fetch`: every HTTP status is a success, bodies and queries are
 * built as WeChat builds them.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/network/request/wx.request.html
 */
export function requestApis(phone: Context) {
  const { network, device, reportError, transfers, appid } = phone
  const request = (options: RequestOption) => {
    const chunks = new Listeners<Chunk>()
    const send = async ({ signal, received }: Sending) => {
      const { url, init } = toFetch(options, refererOf(appid, device))
      const response = await network.fetch(url, { ...init, signal })
      const headers = received(response)
      if (!options.enableChunked) return { data: await toData(options, response), ...headers }
      await readChunks(response, (data) => chunks.tell({ data }, reportError))
      return { data: '', ...headers }
    }
    return {
      ...transfers.start('request', options, send),
      onChunkReceived: chunks.add,
      offChunkReceived: chunks.remove,
    }
  }
  return defineOthers({ request })
}

/**
 * Identifies the mini-program to the server; it can't be set. `0`: a build that is not released.
 */
export function refererOf(appid: string, { envVersion, platform }: Context['device']): string {
  const released = envVersion === 'release' ? '1' : '0'
  const version = platform === 'devtools' ? 'devtools' : released
  return `https://servicewechat.com/${appid}/${version}/page-frame.html`
}

/** Header names in lower case, so that one can be replaced whatever its spelling. */
export function plainHeaders(header: object | undefined, referer: string): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(header ?? {})) {
    headers[name.toLowerCase()] = String(value)
  }
  return { ...headers, referer }
}

function toFetch(options: RequestOption, referer: string) {
  const { url, header, data, redirect = 'follow' } = options
  const method = (options.method || 'GET').toUpperCase()
  if (!methods.includes(method)) {
    throw new ApiFailure(`invalid method ${method}: it is one of ${methods.join(', ')}`)
  }
  const headers = { 'content-type': 'application/json', ...plainHeaders(header, referer) }
  const init = { method, headers, redirect }
  if (method === 'GET') return { url: withQuery(url, data), init }
  const isForm = headers['content-type'].includes('x-www-form-urlencoded')
  return { url, init: { ...init, body: toBody(data, isForm) } }
}

/** An object given to a GET becomes its query. */
function withQuery(url: string, data: RequestOption['data']): string {
  if (typeof data !== 'object' || data instanceof ArrayBuffer) return url
  const query = toForm(data)
  if (query === '') return url
  const [start = '', fragment] = url.split('#')
  const joined = `${start}${start.includes('?') ? '&' : '?'}${query}`
  return fragment === undefined ? joined : `${joined}#${fragment}`
}

const toForm = (data: object) =>
  Object.entries(data)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&')

function toBody(data: RequestOption['data'], isForm: boolean): string | ArrayBuffer | undefined {
  if (data === undefined || typeof data === 'string' || data instanceof ArrayBuffer) return data
  if (isForm) return toForm(data)
  try {
    return JSON.stringify(data)
  } catch {
    throw new ApiFailure('invalid request data', 600010)
  }
}

async function toData({ dataType = 'json', responseType }: RequestOption, response: Response) {
  if (responseType === 'arraybuffer') return response.arrayBuffer()
  const text = await response.text() // which drops a BOM, as WeChat does
  return dataType === 'json' ? parsed(text) : text
}

/** WeChat tries once; what is no JSON stays text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

async function readChunks(response: Response, tell: (data: ArrayBuffer) => void) {
  const reader = response.body?.getReader()
  for (;;) {
    const { done = true, value } = (await reader?.read()) ?? {}
    if (done || !value) return
    tell(value.slice().buffer)
  }
}
