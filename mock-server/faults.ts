import type { MiddlewareHandler } from 'hono'
import { z } from '@hono/zod-openapi'
import { answerProblem, Problem } from './http/problem.ts'
import type { Store } from './store/store.ts'
import { errorBody, isErrcode } from './wechat/errors.ts'

const WECHAT = '/api.weixin.qq.com/'

export const FaultRequest = z
  .object({
    /** A path such as `/api/login`, or the last part of a WeChat route such as `jscode2session`. */
    target: z.string().min(1).max(200),
    /** WeChat answers this error (WeChat routes only). */
    errcode: z.number().refine(isErrcode, 'is not an errcode this server knows').optional(),
    /** The route answers this HTTP status. */
    status: z.number().int().min(400).max(599).optional(),
    /** The route answers this much later. */
    latencyMs: z.number().int().min(0).max(120_000).optional(),
    /** How many requests meet it. Without it, all do until a reset. */
    times: z.number().int().min(1).max(1_000_000).optional(),
  })
  .refine(
    (fault) => [fault.errcode, fault.status, fault.latencyMs].some((part) => part !== undefined),
    'says no fault: give errcode, status or latencyMs',
  )
  .refine(
    (fault) => fault.errcode === undefined || isWechatTarget(fault.target),
    'errcode is for WeChat routes: use target "jscode2session", or status',
  )

export type Fault = z.output<typeof FaultRequest>

const isWechatTarget = (target: string) => !target.startsWith('/') || target.startsWith(WECHAT)

/** Scripted failures. They last as long as the process: they are a test's tool, not data. */
export class Faults {
  #active: Fault[] = []

  add(fault: Fault) {
    this.#active.push({ ...fault })
  }

  clear() {
    this.#active = []
  }

  list(): readonly Fault[] {
    return this.#active
  }

  /** The oldest fault for this path, counted as met. */
  take(path: string): Fault | undefined {
    const fault = this.#active.find(({ target }) => meets(target, path))
    if (fault?.times !== undefined && --fault.times === 0) {
      this.#active = this.#active.filter((other) => other !== fault)
    }
    return fault
  }
}

function meets(target: string, path: string): boolean {
  return target.startsWith('/')
    ? target === path
    : path.startsWith(WECHAT) && path.endsWith(`/${target}`)
}

/** Lets a request meet the fault that waits for it. */
export function applyFaults(faults: Faults, store: Store): MiddlewareHandler {
  return async (c, next) => {
    const isControl = c.req.path.startsWith('/__mock/') // or a fault could lock its own reset out
    const fault = isControl ? undefined : faults.take(c.req.path)
    if (!fault) return next()
    const { errcode, latencyMs, status } = fault
    if (latencyMs) await new Promise((resolve) => setTimeout(resolve, latencyMs))
    if (errcode !== undefined && isErrcode(errcode)) {
      return c.text(JSON.stringify(errorBody(errcode, c.req.path, store.clock.now())))
    }
    if (status !== undefined) {
      const problem = { code: 'internal', message: 'This failure was asked for by /__mock/faults.' }
      return answerProblem(c, new Problem(status as 500, problem.code, problem.message))
    }
    return next()
  }
}
