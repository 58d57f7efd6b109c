import { Hono } from 'hono'
import { z } from 'zod'
import type { Journal } from './events/journal.ts'
import { streamSteps } from './events/stream.ts'
import { FaultRequest, type Faults } from './faults.ts'
import { limitBody, readJson, requireJson } from './http/body.ts'
import { guardControl, type Access } from './http/guard.ts'
import { cutPage, readPage } from './http/page.ts'
import { commonProblem } from './http/problem.ts'
import { isScenario, scenarios, type Settings } from './scenarios.ts'
import { readState, resetState } from './state.ts'
import type { Store } from './store/store.ts'
import { hasApp, listApps, putApp, type App } from './wechat/apps.ts'
import { watermarkTime } from './wechat/encryption.ts'
import type { Quotas } from './wechat/quotas.ts'
import { listUsers, putUser, type WechatUser } from './wechat/users.ts'

export interface ControlOptions {
  store: Store
  journal: Journal
  faults: Faults
  quotas: Quotas
  settings: Settings
  defaults: Settings
  access?: Access | undefined
}

const ClockRequest = z
  .object({
    advanceSeconds: z.number().positive().max(315_360_000).optional(),
    /** Which time encrypted data carries. */
    watermark: z.enum(['clock', 'machine']).optional(),
  })
  .refine(
    (asked) => asked.advanceSeconds !== undefined || asked.watermark !== undefined,
    'gives nothing to do: give advanceSeconds, watermark or both',
  )

const UserRequest = z.object({
  name: z.string().regex(/^[\w-]{1,32}$/, 'is 1 to 32 letters, digits, "-" or "_"'),
  nickName: z.string().max(64).optional(),
  gender: z.literal([0, 1, 2]).optional(),
  language: z.string().max(16).optional(),
  city: z.string().max(64).optional(),
  province: z.string().max(64).optional(),
  country: z.string().max(64).optional(),
  avatarUrl: z
    .url({ protocol: /^https?$/ })
    .max(1024)
    .optional(),
  phoneNumber: z
    .string()
    .regex(/^\d{5,15}$/, 'is 5 to 15 digits, without the country')
    .optional(),
  countryCode: z
    .string()
    .regex(/^\d{1,4}$/, 'is 1 to 4 digits, such as "86"')
    .optional(),
  /** WeChat's risk control refuses this person (40226). */
  blocked: z.boolean().optional(),
})

const AppRequest = z.object({
  appid: z.string().regex(/^wx[\da-f]{16}$/, 'is "wx" and 16 hexadecimal digits'),
  secret: z.string().regex(/^[\da-f]{32}$/, 'is 32 hexadecimal digits'),
  /** Apps bound to the same Open Platform account see the same unionid; null: bound to none. */
  openAccount: z.string().min(1).max(64).nullable().default('main'),
  ipWhitelist: z.array(z.string().min(1).max(64)).max(10, 'is at most ten addresses').optional(),
})

/** How often an app may call a WeChat route, by the route's last part; left out: without limit. */
const QuotaRequest = z.object({
  target: z.string().regex(/^\w{1,64}$/, 'is the last part of a route, such as "jscode2session"'),
  perMinute: z.number().int().min(0).optional(),
  perDay: z.number().int().min(0).optional(),
  perMinutePerUser: z.number().int().min(0).optional(),
})

/** A person as tests and tools see one: who is played here is made up, so nothing is masked. */
const describeUser = ({ unionid: _, profile, ...rest }: WechatUser) => ({ ...rest, ...profile })

const WATERMARK_RULES = {
  clock:
    "The watermark of encrypted data carries this clock's time, as every lifetime here does. A " +
    'backend that goes by the machine\'s clock then finds it in the future: POST {"watermark": ' +
    '"machine"} gives it the machine\'s time.',
  machine:
    "The watermark of encrypted data carries the machine's time, however this clock was moved.",
}

/** The clock, and by which rule the watermark's time is taken from it. */
const describeClock = ({ clock }: Store, { watermark }: Settings) => ({
  now: clock.now(),
  aheadSeconds: Math.round(clock.offsetMs / 1000),
  watermark: {
    rule: watermark,
    timestamp: watermarkTime(clock, watermark),
    about: WATERMARK_RULES[watermark],
  },
})

/** An app without its secret. */
const describeApp = ({ secret: _, options, ...app }: App) => ({ ...app, ...options })

/** `/__mock/*`: what a test, a tool or a person at this machine may do to the whole mock. */
export function createControl({
  store,
  journal,
  faults,
  quotas,
  settings,
  defaults,
  access,
}: ControlOptions) {
  const control = new Hono()
  control.use('*', guardControl(access), limitBody, requireJson)

  control.get('/health', (c) => c.json({ status: 'ok', data: store.location }))

  control.get('/state', (c) =>
    c.json({
      now: store.clock.now(),
      settings,
      faults: faults.list(),
      ...readState(store, readPage(c)),
    }),
  )

  control.get('/events', (c) => streamSteps(c, journal))

  control.post('/reset', (c) => {
    journal.clear()
    faults.clear()
    quotas.reset()
    Object.assign(settings, defaults)
    resetState(store)
    return c.body(null, 204)
  })

  control.get('/clock', (c) => c.json(describeClock(store, settings)))

  control.post('/clock', async (c) => {
    const { advanceSeconds, watermark } = await readJson(c, ClockRequest)
    if (advanceSeconds !== undefined) store.clock.advance(advanceSeconds)
    if (watermark !== undefined) settings.watermark = watermark
    return c.json(describeClock(store, settings))
  })

  control.post('/faults', async (c) => {
    if (!faults.add(await readJson(c, FaultRequest))) {
      throw commonProblem('invalid_request', 'Too many faults wait already; POST /__mock/reset.')
    }
    return c.json({ faults: faults.list() }, 201)
  })

  control.get('/users', (c) => {
    const page = readPage(c)
    const { rows, hasMore } = cutPage(listUsers(store, { ...page, limit: page.limit + 1 }), page)
    return c.json({ users: rows.map(describeUser), more: hasMore })
  })

  control.post('/users', async (c) => {
    const { user, isNew } = putUser(store, await readJson(c, UserRequest))
    return c.json(describeUser(user), isNew ? 201 : 200)
  })

  control.get('/apps', (c) => c.json({ apps: listApps(store).map(describeApp) }))

  control.post('/apps', async (c) => {
    const { appid, secret, openAccount, ...options } = await readJson(c, AppRequest)
    const isNew = !hasApp(store, appid)
    putApp(store, { appid, secret, openAccount, options })
    return c.json({ appid, openAccount, ...options }, isNew ? 201 : 200)
  })

  control.get('/quotas', (c) => c.json({ quotas: quotas.list() }))

  control.post('/quotas', async (c) => {
    const { target, ...quota } = await readJson(c, QuotaRequest)
    quotas.set(target, quota)
    return c.json({ quotas: quotas.list() })
  })

  control.get('/scenarios', (c) =>
    c.json({ scenarios: Object.entries(scenarios).map(([name, { about }]) => ({ name, about })) }),
  )

  control.post('/scenarios/:name', (c) => {
    const name = c.req.param('name')
    if (!isScenario(name)) {
      throw commonProblem(
        'not_found',
        `There is no scenario "${name.slice(0, 64)}"; there are ${Object.keys(scenarios).join(', ')}.`,
      )
    }
    scenarios[name].apply({ store, faults, settings })
    return c.body(null, 204)
  })

  return control
}
