import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { noteUser } from '../../http/whose.ts'
import { readBytes } from '../../http/body.ts'
import type { Store } from '../../store/store.ts'
import { findAccount } from '../accounts.ts'
import { findApp } from '../apps.ts'
import { answer, OK } from '../answer.ts'
import { isRiskyInVersion1, judge, RISKY_WORD } from '../content-check.ts'
import { rid, WechatError } from '../errors.ts'
import { readJsonBody } from '../json-body.ts'
import { pushEvent } from '../message-push.ts'
import { authorize, type Platform } from '../platform.ts'

/** A user who is checked must have used the mini-program within two hours. */
const ACTIVE_MS = 2 * 3600_000
const CONTENT_LIMIT = 2500
/** A picture of version 1 has at most 1 MB; the form around it a little more. */
const PICTURE_BYTES = 1024 * 1024

/** WeChat takes a number also as text. */
const Whole = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)])

const TextRequest = z.object({
  content: z.string().default(''),
  version: Whole.default(1),
  scene: Whole.default(0),
  openid: z.string().default(''),
})

/** `media_type`. */
const [AUDIO, PICTURE] = [1, 2]

const MediaRequest = z.object({
  media_url: z.string().default(''),
  media_type: Whole.default(0),
  version: Whole.default(1),
  scene: Whole.default(0),
  openid: z.string().default(''),
})

/** `/wxa/msg_sec_check`, `img_sec_check` and `media_check_async`. */
export function addContentCheck(api: Hono, platform: Platform) {
  const { store } = platform

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/msgSecCheck.html
  api.post('/wxa/msg_sec_check', async (c) => {
    const appid = authorize(platform, c, 'msg_sec_check')
    const request = await readJsonBody(c, TextRequest)
    if (request.content === '') throw new WechatError(40097)
    if (request.content.length > CONTENT_LIMIT) throw new WechatError(45002)
    if (request.version === 1) {
      if (isRiskyInVersion1(request.content)) throw new WechatError(87014)
      return answer(c, OK)
    }
    checkVersion2(c, store, appid, request)
    return answer(c, { ...OK, ...judge(request.content), trace_id: rid(store.clock.now()) })
  })

  // Version 1, by upload: https://developers.weixin.qq.com/miniprogram/dev/framework/security.imgSecCheck.html
  api.post('/wxa/img_sec_check', async (c) => {
    authorize(platform, c, 'img_sec_check')
    const name = await pictureName(c)
    if (name.includes(RISKY_WORD)) throw new WechatError(87014)
    return answer(c, OK)
  })

  // The verdict comes later, by message push. Nothing is downloaded: the address says what is risky.
  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/mediaCheckAsync.html
  api.post('/wxa/media_check_async', async (c) => {
    const appid = authorize(platform, c, 'media_check_async')
    const request = await readJsonBody(c, MediaRequest)
    if (![AUDIO, PICTURE].includes(request.media_type)) throw new WechatError(40004)
    if (!/^https?:\/\//.test(request.media_url)) throw new WechatError(40097)
    checkVersion2(c, store, appid, request)
    const trace_id = rid(store.clock.now())
    pushVerdict(platform, appid, request, trace_id)
    return answer(c, { ...OK, trace_id })
  })
}

/** Sent to the app's server for messages; without one it is dropped, as on WeChat. */
function pushVerdict(
  { store, pushFetch }: Platform,
  appid: string,
  { media_url, openid }: z.output<typeof MediaRequest>,
  trace_id: string,
) {
  const target = findApp(store, appid)?.options.messagePush
  if (!target) return
  pushEvent({ fetch: pushFetch, clock: store.clock }, target, appid, {
    FromUserName: openid,
    Event: 'wxa_media_check',
    appid,
    trace_id,
    version: 2,
    ...OK,
    ...judge(decoded(media_url)),
  })
}

/** An address as a person typed it. */
function decoded(url: string): string {
  try {
    return decodeURI(url)
  } catch {
    return url
  }
}

/** @throws WechatError 40097 a version there is not; 40129 scene; 40003 openid; 61010 not active */
function checkVersion2(
  c: Context,
  store: Store,
  appid: string,
  { version, scene, openid }: { version: number; scene: number; openid: string },
) {
  if (version !== 2) throw new WechatError(40097)
  if (![1, 2, 3, 4].includes(scene)) throw new WechatError(40129)
  const found = findAccount(store, appid, openid)
  if (!found) throw new WechatError(40003)
  noteUser(c, found.account.userName)
  if (store.clock.now() - found.activeAt >= ACTIVE_MS) throw new WechatError(61010)
}

/** The uploaded file's name, by which a test says that a picture is risky. */
async function pictureName(c: Context): Promise<string> {
  const type = c.req.header('content-type') ?? ''
  const bytes = await readBytes(c, PICTURE_BYTES + 64 * 1024)
  const form = await new Response(new Uint8Array(bytes), { headers: { 'Content-Type': type } })
    .formData()
    .catch(() => new FormData())
  const media = form.get('media')
  if (!media || typeof media === 'string') throw new WechatError(41005)
  if (media.size > PICTURE_BYTES) throw new WechatError(40006)
  return media.name
}
