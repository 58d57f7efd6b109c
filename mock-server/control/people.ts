import { BACKEND_PREFIX } from '../routes.ts'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { readJson } from '../http/body.ts'
import { cutPage, readPage } from '../http/page.ts'
import { commonProblem } from '../http/problem.ts'
import { openAccount } from '../wechat/accounts.ts'
import { defaultApp, hasApp } from '../wechat/apps.ts'
import { issueLoginCode } from '../wechat/codes.ts'
import { keepPayment } from '../wechat/payments.ts'
import { deleteUser, findUser, listUsers, nameOfUnionid, putUser } from '../wechat/users.ts'
import { describeUser } from './describe.ts'
import { UserShape } from './shapes.ts'
import type { World } from './world.ts'

const PaymentRequest = z.object({
  appid: z.string().max(64).default(defaultApp.appid),
  transactionId: z.string().min(1).max(64),
  mchId: z.string().min(1).max(32).optional(),
  outTradeNo: z.string().min(1).max(32).optional(),
})

/** The people who use the mini-program. */
export function addPeople(control: Hono, { store, ask }: World) {
  control.get('/users', (c) => {
    const page = readPage(c)
    const { rows, hasMore } = cutPage(listUsers(store, { ...page, limit: page.limit + 1 }), page)
    return c.json({ users: rows.map(describeUser), more: hasMore })
  })

  control.post('/users', async (c) => {
    const change = await readJson(c, UserShape)
    const other = change.unionid && nameOfUnionid(store, change.unionid)
    if (other && other !== change.name) {
      throw commonProblem('invalid_request', `unionid: is that of "${other}".`)
    }
    const { user, isNew } = putUser(store, change)
    return c.json(describeUser(user), isNew ? 201 : 200)
  })

  const named = (c: Context) => {
    const name = c.req.param('name') ?? ''
    const user = findUser(store, name)
    if (user) return user
    throw commonProblem('not_found', `There is nobody called "${name.slice(0, 64)}" here.`)
  }

  control.get('/users/:name', (c) => c.json(describeUser(named(c))))

  control.delete('/users/:name', (c) => {
    deleteUser(store, named(c).name)
    return c.body(null, 204)
  })

  // For tests of an API alone: the person signs in at the backend, without any mini-program.
  control.post('/users/:name/session', async (c) => {
    const account = openAccount(store, defaultApp.appid, named(c).name)
    const code = issueLoginCode(store, account)
    const signIn = new Request(new URL(`${BACKEND_PREFIX}/login`, c.req.url), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code }),
    })
    const answer = await ask(signIn)
    const body = (await answer.json()) as Record<string, unknown>
    if (!answer.ok) return c.json(body, answer.status as 500)
    return c.json({ ...body, authorization: `Bearer ${String(body.token)}` }, 201)
  })

  // Orders that getpaidunionid asks for.
  control.post('/users/:name/payments', async (c) => {
    const user = named(c)
    const payment = await readJson(c, PaymentRequest)
    if (!hasApp(store, payment.appid)) {
      throw commonProblem('invalid_request', `appid: "${payment.appid}" is unknown here.`)
    }
    keepPayment(store, user.name, payment)
    return c.json({ user: user.name, ...payment }, 201)
  })
}
