/** Makes a session: a login by code, or a renewal by refresh token. */
import { backend } from '../config'
import { lacks, readLogin, readSeconds, readUser } from './answers'
import type { BackendUser, LoginAnswer } from './backend-options'
import { exchange, pathOf } from './http'
import type { Session } from './session-store'
import { begin, type Task } from './task'
import { measured } from './telemetry'
import type { HttpCall } from './transfer'
import { login } from './wechat'

const EXCHANGE_MS = 15_000

/** The user in a body, as `config.ts` reads it. */
export const userFrom = (body: unknown): BackendUser => (backend.readUser || readUser)(body)

/**
 * `wx.login`, then the code to the backend.
 *
 * @param data goes along with the code
 * @throws ServiceError `ERR_SERVER` when the answer makes no session
 */
export async function logIn(
  task: Task<unknown>,
  path: string,
  data?: object,
): Promise<LoginAnswer> {
  task.check() // trying to renew took a moment, on phones whose promises are made of timers
  const sent: Record<string, unknown> = { ...(backend.loginData && backend.loginData()), ...data }
  if (!backend.isSessionless) sent.code = await login()
  const answer = await makeSession(task, path, sent)
  const userPath = pathOf('user', '')
  if (userPath && !answer.user) {
    answer.user = userFrom(await exchangeIn(task, { method: 'GET', path: userPath }, answer))
  }
  return answer
}

/** Renews a session without a login; `undefined` where only that helps. */
export async function renewWithoutLogin(
  task: Task<unknown>,
  { refreshToken, details }: Session,
): Promise<LoginAnswer | undefined> {
  if (!backend.renewBy || !refreshToken) return undefined
  const answer = await backend.renewBy(refreshToken, (path, data) => makeSession(task, path, data))
  return answer && { details, ...answer }
}

async function makeSession(task: Task<unknown>, path: string, data: object): Promise<LoginAnswer> {
  const carrier = { token: '' } // takes the cookies of the answer
  const body = await exchangeIn(task, { method: 'POST', path, data }, carrier)
  const answer = (backend.readLogin || readLogin)(body)
  if (carrier.token) answer.token = carrier.token
  if (answer.expiresIn) answer.expiresIn = readSeconds(answer.expiresIn)
  if (backend.isSessionless || (answer.token && typeof answer.token === 'string')) return answer
  throw lacks('token')
}

/** An exchange with a deadline of its own, in the course of a sign-in. */
function exchangeIn(task: Task<unknown>, call: HttpCall, session: { token?: string }) {
  task.check()
  const part = begin(call.path, EXCHANGE_MS, (own) => exchange(own, call, EXCHANGE_MS, session))
  return task.wait(measured('exchange', part))
}
