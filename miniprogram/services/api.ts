import type { SessionAnswer } from './contract'
import { codeOf, LoginError } from './errors'
import { request, type HttpRequest } from './http'
import { ensureSignedIn, renew } from './session'

/**
 * A request in the signed-in user's name. When the backend says the session is over, it is renewed
 * and the request sent once more: that once is safe, since a refused request did nothing.
 *
 * @throws LoginError `ERR_SIGNED_OUT`, `ERR_USER_CHANGED`, `ERR_SESSION_EXPIRED`, or the request's
 */
export async function authorized(call: Omit<HttpRequest, 'token'>): Promise<unknown> {
  const session = await ensureSignedIn()
  try {
    return await request({ ...call, token: session.token })
  } catch (error) {
    if (codeOf(error) !== 'ERR_SESSION_EXPIRED') throw error
  }
  const renewed = await renew(session)
  if (renewed.userId !== session.userId) {
    throw new LoginError('ERR_USER_CHANGED', `${call.method} ${call.path}: somebody else is here`)
  }
  return request({ ...call, token: renewed.token })
}

/** Who the backend thinks is signed in, and for how long. */
export async function getSession(): Promise<SessionAnswer> {
  return (await authorized({ method: 'GET', path: '/api/session' })) as SessionAnswer
}
