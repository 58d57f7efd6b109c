import type { Context, MiddlewareHandler } from 'hono'
import { readText } from '../../http/body.ts'
import { randomBytes } from '../../random.ts'
import type { Store } from '../../store/store.ts'
import { appOfToken } from '../access-tokens.ts'
import { WECHAT_PREFIX } from '../../routes.ts'
import { findApp } from '../apps.ts'
import { WechatError } from '../errors.ts'
import type { Binding } from './binding.ts'
import { open, seal, type Envelope } from './envelope.ts'
import type { ApiSecurity } from './keys.ts'
import { platformKey } from './platform-key.ts'
import { algorithmOf, isSigned, signBody, usualMistake } from './signature.ts'

/** Seconds the sender's clock may be off. */
const TOLERANCE_S = 300

/**
 * Calls that carry `Wechatmp-Signature` are checked and decrypted before their route sees them; their
 * answers are encrypted and signed. Refusals of a wrong signature are plain, as WeChat's are.
 *
 * @throws WechatError 40231, 40232 a header is missing; 40234 signature; 40235 encryption; 40236 appid;
 *   40237 another app's token; 40238, 40239 no key is registered; 40240 too old
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/getting_started/api_signature.html
 */
export function signedCalls(store: Store): MiddlewareHandler {
  return async (c, next) => {
    const appid = c.req.header('wechatmp-appid')
    if (appid === undefined) return next()
    const { security, binding } = await unpack(c, store, appid)
    await next()
    const isJson = (c.res.headers.get('content-type') ?? '').startsWith('application/json')
    if (isJson) c.res = await pack(c.res, store, security, binding)
  }
}

async function unpack(c: Context, store: Store, appid: string) {
  const timestamp = c.req.header('wechatmp-timestamp')
  const signature = c.req.header('wechatmp-signature')
  if (!timestamp) throw new WechatError(40231)
  if (!signature) throw new WechatError(40232)
  const app = findApp(store, appid)
  if (!app) throw new WechatError(40236)
  if (appOfToken(store, c.req.query('access_token')) !== appid) throw new WechatError(40237)
  const security = app.options.apiSecurity
  if (!security) throw new WechatError(40239)
  const seconds = Number(timestamp)
  const ages = [Date.now(), store.clock.now()].map((now) => Math.abs(now / 1000 - seconds))
  if (!(Math.min(...ages) <= TOLERANCE_S)) throw new WechatError(40240)

  const body = await readText(c)
  const bindings = addressesOf(c).map((url) => ({ url, appid, timestamp: seconds }))
  const binding = await signedBinding(body, bindings, security, signature)
  if (!binding) throw await wrongSignature(body, bindings, security, signature)
  const plain = await decrypt(body, binding, security)
  const cache = c.req.bodyCache as { text?: Promise<string> }
  cache.text = Promise.resolve(JSON.stringify(plain))
  c.set('isSigned', true)
  return { security, binding }
}

/** The address a caller may have signed: WeChat's own, or the one it was sent to. */
function addressesOf(c: Context): string[] {
  const path = c.req.path.slice(WECHAT_PREFIX.length)
  return [`https://api.weixin.qq.com${path}`, c.req.url.replace(/\?.*$/s, '')]
}

async function signedBinding(
  body: string,
  bindings: readonly Binding[],
  { asymmetric }: ApiSecurity,
  signature: string,
): Promise<Binding | undefined> {
  for (const one of bindings) if (await isSigned(body, one, asymmetric, signature)) return one
  return undefined
}

async function wrongSignature(
  body: string,
  bindings: readonly Binding[],
  { asymmetric }: ApiSecurity,
  signature: string,
): Promise<WechatError> {
  const mistakes = await Promise.all(
    bindings.map((one) => usualMistake(body, one, asymmetric, signature)),
  )
  const hint = mistakes.find((mistake) => mistake !== undefined)
  return new WechatError(40234, `invalid signature${hint ? ` hint: [${hint}]` : ''}`)
}

/** @throws WechatError 40235 */
async function decrypt(
  body: string,
  binding: Binding,
  { symmetric }: ApiSecurity,
): Promise<object> {
  const text = await open(parse(body) as unknown as Envelope, binding, symmetric)
  if (text === undefined) throw new WechatError(40235)
  const { _n, _appid, _timestamp, ...plain } = parse(text)
  if (typeof _n !== 'string' || _appid !== binding.appid || _timestamp !== binding.timestamp) {
    throw new WechatError(40235)
  }
  return plain
}

function parse(text: string): Record<string, unknown> {
  try {
    const value = JSON.parse(text) as unknown
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // Said below, as what is JSON and no object.
  }
  throw new WechatError(40235)
}

async function pack(answer: Response, store: Store, security: ApiSecurity, asked: Binding) {
  const timestamp = Math.floor(Date.now() / 1000)
  const binding = { ...asked, timestamp }
  const guarded = {
    _n: randomBytes(16).toString('base64'),
    _appid: asked.appid,
    _timestamp: timestamp,
    ...((await answer.json()) as object),
  }
  const body = JSON.stringify(await seal(JSON.stringify(guarded), binding, security.symmetric))
  const key = await platformKey(store, algorithmOf(security.asymmetric.publicKey))
  return new Response(body, {
    headers: {
      'Content-Type': 'application/json; encoding=utf-8',
      'Wechatmp-Appid': asked.appid,
      'Wechatmp-TimeStamp': String(timestamp),
      'Wechatmp-Serial': key.sn,
      'Wechatmp-Signature': await signBody(body, binding, key),
    },
  })
}
