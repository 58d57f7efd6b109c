import type { Hono } from 'hono'
import { z } from 'zod'
import { readJson, readQuery } from '../http/body.ts'
import { hasApp, listApps, putApp } from '../wechat/apps.ts'
import { platformCertificate, platformKey } from '../wechat/security/platform-key.ts'
import { describeApp } from './describe.ts'
import { AppShape } from './shapes.ts'
import type { World } from './world.ts'

/** The quota with which an app may call a WeChat route, by the route's last part; left out: without limit. */
const QuotaRequest = z.object({
  target: z.string().regex(/^\w{1,64}$/, 'is the last part of a route, such as "jscode2session"'),
  perMinute: z.number().int().min(0).optional(),
  perDay: z.number().int().min(0).optional(),
  perMinutePerUser: z.number().int().min(0).optional(),
})

const CertificateQuery = z.object({
  algorithm: z.enum(['RSAwithSHA256', 'SM2withSM3']).default('RSAwithSHA256'),
})

/** Settings a developer makes at mp.weixin.qq.com: apps, and what they may call. */
export function addPlatform(control: Hono, { store, quotas, certify }: World) {
  control.get('/apps', (c) => c.json({ apps: listApps(store).map(describeApp) }))

  control.post('/apps', async (c) => {
    const { appid, secret, openAccount, ...options } = await readJson(c, AppShape)
    const isNew = !hasApp(store, appid)
    const app = { appid, secret, openAccount, options }
    putApp(store, app)
    return c.json(describeApp(app), isNew ? 201 : 200)
  })

  // The 平台证书 that a developer downloads: it checks the answers to signed calls.
  control.get('/platform-certificate', async (c) => {
    const { algorithm } = readQuery(c, CertificateQuery)
    const { sn, publicKey } = await platformKey(store, algorithm)
    // A server that stands alone makes certificates; msw handlers give the key.
    return c.json({
      algorithm,
      sn,
      publicKey,
      ...(certify && { certificate: await platformCertificate(store, certify, algorithm) }),
    })
  })

  control.get('/quotas', (c) => c.json({ quotas: quotas.list() }))

  control.post('/quotas', async (c) => {
    const { target, ...quota } = await readJson(c, QuotaRequest)
    quotas.set(target, quota)
    return c.json({ quotas: quotas.list() })
  })
}
