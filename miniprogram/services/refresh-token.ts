/** Renewal by refresh token, for `renewBy` in `config.ts`. */
import type { RenewBy } from './backend-options'
import { codeOf } from './errors'

/**
 * `POST path {refreshToken}` answers like a login; a new refresh token takes the place of the old
 * one (rotation, RFC 9700, 4.14.2). Where it is refused, `wx.login` signs in.
 */
export const byRefreshToken =
  (path = '/api/refresh'): RenewBy =>
  async (refreshToken, send) => {
    try {
      const answer = await send(path, { refreshToken })
      if (!answer.refreshToken) answer.refreshToken = refreshToken
      return answer
    } catch (error) {
      if (/^ERR_(SESSION_EXPIRED|REJECTED|CODE_INVALID)$/.test(codeOf(error))) return undefined
      throw error
    }
  }
