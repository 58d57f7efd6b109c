import { LINKS_PREFIX } from '../../routes.ts'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { drawCode } from '../code-image.ts'
import { WechatError } from '../errors.ts'
import { readJsonBody } from '../json-body.ts'
import { makeLink, SCENES, type LinkTarget } from '../links.ts'
import { isKnownPage } from '../pages.ts'
import { authorize, type Platform } from '../platform.ts'

const Channel = z.coerce.number().int().min(0).max(255)

const Style = z.object({
  width: z.number().default(430),
  line_color: z.object({ r: Channel, g: Channel, b: Channel }).default({ r: 0, g: 0, b: 0 }),
  is_hyaline: z.boolean().default(false),
  env_version: z.string().default('release'),
})

const UnlimitedRequest = Style.extend({
  scene: z.string().default(''),
  page: z.string().default(''),
  check_path: z.boolean().default(true),
})

const PathRequest = Style.extend({ path: z.string().default('') })

const SCENE = /^[\w!#$&'()*+,/:;=?@.~-]{1,32}$/
const RESERVED = /scancode_time/

/** Codes to be scanned: each leads to the preview, at that page with that scene. */
export function addCodes(api: Hono, platform: Platform) {
  const { store } = platform

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/getUnlimitedQRCode.html
  api.post('/wxa/getwxacodeunlimit', async (c) => {
    const appid = authorize(platform, c, 'getwxacodeunlimit')
    const request = await readJsonBody(c, UnlimitedRequest)
    const { scene, page, check_path: isChecked } = request
    const envVersion = envVersionOf(request.env_version)
    if (scene === '' || scene.length > 32) throw new WechatError(40169)
    if (!SCENE.test(scene)) throw new WechatError(40129)
    if (RESERVED.test(scene)) throw new WechatError(85096)
    if (/^\/|\?/.test(page)) throw new WechatError(41030)
    if (isChecked && page !== '' && !isKnownPage(store, appid, page)) throw new WechatError(41030)
    // The page has to decode it: https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/qr-code.html
    const query = `scene=${encodeURIComponent(scene)}`
    const target = { path: page, query, scene: SCENES.miniProgramCode, envVersion }
    return image(c, platform, appid, target, request)
  })

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/getQRCode.html
  api.post('/wxa/getwxacode', async (c) => {
    const appid = authorize(platform, c, 'getwxacode')
    const request = await readJsonBody(c, PathRequest)
    const envVersion = envVersionOf(request.env_version)
    const target = { ...readPath(request.path, 1024), scene: SCENES.miniProgramCode, envVersion }
    return image(c, platform, appid, target, request)
  })

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/createQRCode.html
  api.post('/cgi-bin/wxaapp/createwxaqrcode', async (c) => {
    const appid = authorize(platform, c, 'createwxaqrcode')
    const request = await readJsonBody(c, PathRequest)
    const target = {
      ...readPath(request.path, 128),
      scene: SCENES.qrCode,
      envVersion: 'release' as const,
    }
    return image(c, platform, appid, target, request)
  })
}

/** @throws WechatError 40159 empty or too long; 85096 */
function readPath(text: string, limit: number) {
  if (text === '' || text.length > limit) throw new WechatError(40159)
  if (RESERVED.test(text)) throw new WechatError(85096)
  const [, path = '', query = ''] = /^\/?([^?]*)\??(.*)$/s.exec(text) ?? []
  return { path, query }
}

/** @throws WechatError 40097 */
function envVersionOf(text: string): LinkTarget['envVersion'] {
  if (text === 'release' || text === 'trial' || text === 'develop') return text
  throw new WechatError(40097)
}

function image(
  c: Context,
  { store, openOrigin }: Platform,
  appid: string,
  target: LinkTarget,
  { width, line_color: color, is_hyaline: isTransparent }: z.output<typeof Style>,
): Response {
  const ticket = makeLink(store, appid, target)
  const bytes = drawCode(`${openOrigin()}${LINKS_PREFIX}/${ticket}`, {
    width: Math.min(1280, Math.max(280, Math.round(width))),
    color,
    isTransparent,
  })
  return c.body(new Uint8Array(bytes), 200, { 'Content-Type': 'image/png' })
}
