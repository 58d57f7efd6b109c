import type { Context, Next } from 'hono'
import { z } from 'zod'
import { dropConnection, truncateAnswer } from './http/connection.ts'
import { answerProblem, Problem } from './http/problem.ts'
import type { Store } from './store/store.ts'
import { CONTROL_PREFIX, WECHAT_PREFIX } from './routes.ts'
import { isWechatPath, withPrefix } from './wechat/address.ts'
import { answerError, answerFailure } from './wechat/answer.ts'
import { notWhitelisted } from './wechat/authenticate.ts'
import { isErrcode, WechatError } from './wechat/errors.ts'

const WECHAT = `${WECHAT_PREFIX}/`

/** The body of `POST /__mock/faults`: one fault, for the requests it is meant for. */
export const FaultRequest = z
  .object({
    /**
     * A path such as `/api/login`, all under one such as `/api/*`, or the last part of a WeChat
     * route such as `jscode2session`. WeChat's paths may be written as at the root.
     */
    target: z.string().min(1).max(200).transform(withPrefix),
    /** Only requests of this method. */
    method: z.enum(['GET', 'POST', 'PUT', 'DELETE']).optional(),
    /** WeChat answers this error (WeChat routes only). */
    errcode: z.number().refine(isErrcode, 'is not an errcode this server knows').optional(),
    /** The route answers this HTTP status. */
    status: z.number().int().min(400).max(599).optional(),
    /** The route answers this much later. */
    latencyMs: z.number().int().min(0).max(120_000).optional(),
    /** The connection ends without an answer; the route does nothing. */
    drop: z.literal(true).optional(),
    /** The route does its work; half of its answer arrives before the connection ends. */
    truncate: z.literal(true).optional(),
    /** The number of requests that fail by it. Without it, all do until a reset. */
    times: z.number().int().min(1).max(1_000_000).optional(),
  })
  .refine(
    ({ errcode, status, latencyMs, drop, truncate }) =>
      [errcode, status, latencyMs, drop, truncate].some((part) => part !== undefined),
    'says no fault: give errcode, status, latencyMs, drop or truncate',
  )
  .refine(
    ({ errcode, status, drop, truncate }) =>
      [errcode, status, drop, truncate].filter((part) => part !== undefined).length <= 1,
    'says more than one fault: errcode, status, drop and truncate exclude each other',
  )
  .refine(
    (fault) => fault.errcode === undefined || isWechatTarget(fault.target),
    'errcode is for WeChat routes: use target "jscode2session", or status',
  )

/** A fault that waits for requests. */
export type Fault = z.output<typeof FaultRequest>

const isWechatTarget = (target: string) => !target.startsWith('/') || isWechatPath(target)

/** The number of faults that can wait at once: a loop that adds them must not fill the memory. */
const MOST_FAULTS = 100

/** Scripted failures. They last as long as the process: they are a test's tool, not data. */
export class Faults {
  #active: Fault[] = []

  /** @returns whether there was room for it */
  add(fault: Fault): boolean {
    if (this.#active.length >= MOST_FAULTS) return false
    this.#active.push({ ...fault })
    return true
  }

  clear() {
    this.#active = []
  }

  /** True if one that says the same waits. */
  has(fault: Fault): boolean {
    return this.#active.some((one) => isSame(one, fault))
  }

  /** Takes back all that say the same. */
  remove(fault: Fault) {
    this.#active = this.#active.filter((one) => !isSame(one, fault))
  }

  /** Takes back the one at this place of the list. @returns whether there was one */
  removeAt(index: number): boolean {
    return this.#active.splice(index, 1).length > 0
  }

  list(): readonly Fault[] {
    return this.#active
  }

  /** The oldest fault for this request; it counts as used once. */
  take(method: string, path: string): Fault | undefined {
    if (this.#active.length === 0) return undefined
    const fault = this.#active.find((one) => meets(one, method, path))
    if (fault?.times !== undefined && --fault.times === 0) {
      this.#active = this.#active.filter((other) => other !== fault)
    }
    return fault
  }
}

const FIELDS = [
  'target',
  'method',
  'errcode',
  'status',
  'latencyMs',
  'drop',
  'truncate',
  'times',
] as const satisfies (keyof Fault)[]

const isSame = (one: Fault, other: Fault) => FIELDS.every((field) => one[field] === other[field])

function meets({ target, method: only }: Fault, method: string, path: string): boolean {
  if (only !== undefined && only !== method) return false
  if (!target.startsWith('/')) return path.startsWith(WECHAT) && path.endsWith(`/${target}`)
  return target.endsWith('/*') ? path.startsWith(target.slice(0, -1)) : target === path
}

/** Applies the pending fault to a request, if there is one. */
export function applyFault(c: Context, next: Next, faults: Faults, store: Store): Promise<void> {
  const isControl = c.req.path.startsWith(`${CONTROL_PREFIX}/`) // or a fault could block its own reset
  const fault = isControl ? undefined : faults.take(c.req.method, c.req.path)
  return fault ? suffer(fault, c, next, store) : next()
}

async function suffer(fault: Fault, c: Context, next: Next, store: Store) {
  const { drop, errcode, latencyMs, status, truncate } = fault
  if (latencyMs) await new Promise((resolve) => setTimeout(resolve, latencyMs))
  if (drop) c.res = dropConnection(c)
  else if (errcode !== undefined) {
    const error = errcode === 40164 ? notWhitelisted(c) : new WechatError(errcode)
    c.res = answerError(c, error, store)
  } else if (status !== undefined) {
    const message = 'This failure was asked for by /__mock/faults.'
    const problem = new Problem(status as 500, 'internal', message)
    c.res = isWechatPath(c.req.path) ? answerFailure(c, problem) : answerProblem(c, problem)
  } else {
    await next()
    if (truncate) await truncateAnswer(c)
  }
}
