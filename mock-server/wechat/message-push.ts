import { createCipheriv, createHash, randomInt } from 'node:crypto'
import { setTimeout } from 'node:timers' // a document of jsdom hides the global one
import { randomBytes } from '../random.ts'
import type { Clock } from '../store/clock.ts'

/** The server to which WeChat pushes, as set under 消息推送 at mp.weixin.qq.com. */
export interface PushTarget {
  url: string
  /** Signs what is pushed, together with time and nonce. */
  token: string
  /** 43 characters: encrypts what is pushed (安全模式); absent: plain (明文模式). */
  encodingAESKey?: string | undefined
}

/** Sends a request; rejects when there is no answer in time. */
export type PushFetch = (
  url: string,
  init: RequestInit,
  deadlineMs: number,
) => Promise<{ status: number }>

/** WeChat waits this long for an answer. */
const DEADLINE_MS = 5_000
/** It tries again so often after a failure. */
const RETRIES = 3

/**
 * Pushes an event to a developer's server as JSON, after the answer in progress; without an answer of
 * status 2xx it is tried three times more.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html
 */
export function pushEvent(
  { fetch, clock }: { fetch: PushFetch; clock: Clock },
  target: PushTarget,
  appid: string,
  event: { FromUserName: string } & Record<string, unknown>,
) {
  const seconds = Math.floor(clock.now() / 1000)
  const message = { ToUserName: originalId(appid), CreateTime: seconds, MsgType: 'event', ...event }
  const { url, body } = packPush(target, appid, message, seconds)
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }
  const attempt = async (left: number): Promise<void> => {
    const { status } = await fetch(url, init, DEADLINE_MS).catch(() => ({ status: 0 }))
    if ((status < 200 || status >= 300) && left > 0) await attempt(left - 1)
  }
  setTimeout(() => void attempt(RETRIES), 0)
}

/** Address and body of a push: plain, or encrypted and signed once more. */
function packPush(
  { url, token, encodingAESKey }: PushTarget,
  appid: string,
  message: { ToUserName: string; FromUserName: string } & Record<string, unknown>,
  seconds: number,
): { url: string; body: string } {
  const address = new URL(url)
  const timestamp = String(seconds)
  const nonce = String(randomInt(1_000_000_000))
  const given: Record<string, string> = {
    signature: signPush(token, timestamp, nonce),
    timestamp,
    nonce,
  }
  let body = JSON.stringify(message)
  if (encodingAESKey !== undefined) {
    const { ToUserName, FromUserName } = message
    const Encrypt = encryptPush(body, encodingAESKey, appid)
    const msg_signature = signPush(token, timestamp, nonce, Encrypt)
    Object.assign(given, { openid: FromUserName, encrypt_type: 'aes', msg_signature })
    body = JSON.stringify({ ToUserName, Encrypt })
  }
  for (const [name, value] of Object.entries(given)) address.searchParams.set(name, value)
  return { url: address.href, body }
}

/** SHA-1 over the parts in their order by character, in hexadecimal. */
export const signPush = (...parts: string[]): string =>
  createHash('sha1').update(parts.toSorted().join('')).digest('hex')

const BLOCK_BYTES = 32

/** Random bytes, the length, the text and the appid, padded to 32 bytes, by AES-256-CBC. */
export function encryptPush(
  text: string,
  encodingAESKey: string,
  appid: string,
  random = randomBytes(16),
): string {
  const message = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(message.length)
  const whole = Buffer.concat([random, length, message, Buffer.from(appid)])
  const missing = BLOCK_BYTES - (whole.length % BLOCK_BYTES)
  const key = Buffer.from(`${encodingAESKey}=`, 'base64')
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([whole, Buffer.alloc(missing, missing)])
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}

/** The mini-program's original id (原始 ID), made up of its appid. */
const originalId = (appid: string) =>
  `gh_${createHash('sha256').update(appid).digest('hex').slice(0, 12)}`
