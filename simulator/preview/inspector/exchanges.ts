import type { Exchange, SocketMessage } from '../runtime/exchange.ts'
import type { Masks } from './mask.ts'
import type { JournalEntry } from './journal-entry.ts'
import { titleOf } from './story.ts'

/** A request as the list shows it, the phone's own or the backend's to WeChat. */
export interface Asked {
  id: string
  at: number
  who: 'phone' | 'backend'
  method: string
  /** Masked. */
  url: string
  title: string
  headers: Record<string, string>
  body: string
  status?: number
  errcode?: number
  answerHeaders: Record<string, string>
  answerBody: string
  size?: number
  ms?: number
  failure?: string
  /** True while more of the answer is to come, or the connection stays open. */
  isOpen?: boolean
  /** Of a WebSocket: messages of both sides, masked, oldest first. */
  messages?: SocketMessage[]
  /** For sending it once more: the phone's own. */
  exchange?: number
}

const textOf = (headers: Record<string, string> = {}, masks: Masks) =>
  masks.show(headers) as Record<string, string>

/** Both sides' requests, oldest first, every secret masked. */
export function askedBy(
  exchanges: readonly Exchange[],
  steps: readonly JournalEntry[],
  masks: Masks,
): Asked[] {
  const own = exchanges.map((exchange) => ofPhone(exchange, masks))
  return [...own, ...ofBackend(steps, masks)].toSorted((a, b) => a.at - b.at)
}

function ofPhone(exchange: Exchange, masks: Masks): Asked {
  const { id, at, method, headers, status, size, ms, failure, messages } = exchange
  const { pathname } = new URL(exchange.url)
  const answered = /"errcode":\s*(-?\d+)/.exec(exchange.answerBody ?? '')?.[1]
  return {
    id: `phone-${id}`,
    at,
    who: 'phone',
    method,
    url: masks.showText(exchange.url),
    title: titleOf({ method, path: pathname }),
    headers: textOf(headers, masks),
    body: masks.showText(exchange.body ?? ''),
    answerHeaders: textOf(exchange.answerHeaders, masks),
    answerBody: masks.showText(exchange.answerBody ?? ''),
    ...(status !== undefined && { status }),
    ...(answered !== undefined && answered !== '0' && { errcode: Number(answered) }),
    ...(size !== undefined && { size }),
    ...(ms !== undefined && { ms }),
    ...(failure !== undefined && { failure }),
    ...(exchange.isOpen && { isOpen: true }),
    ...(messages
      ? { messages: messages.map((one) => ({ ...one, text: masks.showText(one.text) })) }
      : { exchange: id }),
  }
}

/** The backend's requests to WeChat from the mock's journal, which masks them. */
function ofBackend(steps: readonly JournalEntry[], masks: Masks): Asked[] {
  const answers = new Map(
    steps.filter(({ kind }) => kind === 'answer').map((step) => [step.pair, step]),
  )
  return steps
    .filter(({ kind, from }) => kind === 'request' && from === 'backend')
    .map((step) => {
      const answer = answers.get(step.pair)
      const body = (value: object | undefined) =>
        value ? JSON.stringify(masks.show(value), null, 2) : ''
      const length = answer?.size ?? Number(answer?.headers?.['content-length'] ?? Number.NaN)
      return {
        id: `step-${step.id}`,
        at: step.realAt,
        who: 'backend',
        method: step.method,
        url: masks.showText(step.path),
        title: titleOf(step),
        headers: textOf(step.headers, masks),
        body: body(step.body),
        answerHeaders: textOf(answer?.headers, masks),
        answerBody: body(answer?.body),
        ...(answer?.status !== undefined && { status: answer.status }),
        ...(answer?.errcode !== undefined && { errcode: answer.errcode }),
        ...(answer?.ms !== undefined && { ms: answer.ms }),
        ...(Number.isFinite(length) && { size: length }),
      }
    })
}

/** A request that got no answer, or an error. */
export const isFailed = ({ status, errcode, failure }: Asked) =>
  failure !== undefined || status === 0 || (status ?? 200) >= 400 || errcode !== undefined

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** A command for a shell; what is masked is taken from variables of the shell. */
export function toCurl({ method, url, headers, body }: Asked, origin: string): string {
  const shown = Object.entries(headers).filter(
    ([name]) => !/^(?:host|content-length|connection|user-agent|accept|sec-)/i.test(name),
  )
  const address = new URL(url, origin).href
  return [
    `curl -X ${method} ${quoted(address)}`,
    ...shown.map(([name, value]) => `-H ${headerForShell(name, value)}`),
    ...(body === '' ? [] : [`--data ${quoted(body)}`]),
  ].join(' \\\n  ')
}

function headerForShell(name: string, value: string): string {
  const [, scheme = '', secret] = /^(Bearer |Basic )?(\*\*\*.*)$/.exec(value) ?? []
  if (secret === undefined) return quoted(`${name}: ${value}`)
  const variable = /cookie/i.test(name) ? 'COOKIE' : 'TOKEN'
  return `"${name}: ${scheme}$${variable}"`
}

/** All that is shown of it, as JSON. */
export const toJson = ({ id: _, exchange: __, at, ...asked }: Asked) =>
  JSON.stringify({ at: new Date(at).toISOString(), ...asked }, null, 2)
