/** Everything that may differ between backends, for `config.ts`, which is the app's own. */

/** The user as pages show them. */
export interface BackendUser {
  /** The backend's own id, never the openid; empty where the backend gives none. */
  id: string
  nickName: string
  avatarUrl: string
}

/** The result of a login or a renewal. */
export interface LoginAnswer {
  /** Our session (自定义登录态). */
  token?: string
  /** For `renewBy`. */
  refreshToken?: string
  /** Seconds from now: the phone's clock may be wrong. Absent: `sessionSeconds`. */
  expiresIn?: number
  /** Absent: requested from `paths.user`; in a renewal, the same as before. */
  user?: BackendUser
  /** Other fields to keep, such as `isNewUser` or roles; `signInDetails()` gives it. */
  details?: Record<string, unknown>
}

/** A call before it is sent. */
export interface OutgoingCall {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'UPLOAD' | 'DOWNLOAD'
  /** From the backend's root: `/api/orders`. */
  path: string
  data?: object
  headers: Record<string, string>
}

/** An answer as it came. */
export interface Answer {
  status: number
  header: Record<string, unknown>
  /** Its `Set-Cookie` lines, where the phone gives them by themselves. */
  cookies?: string[]
  /** Parsed JSON; text where it is none. */
  body: unknown
  /** A download's temporary file. */
  filePath?: string
}

/** A backend beside the usual one. */
export interface OtherBackend {
  url: string | (() => string)
  /** Its calls carry our token too, and renew the session. Otherwise they are public. */
  hasToken?: boolean
}

/** Paths of the template's own calls. By default `/api/` and the name. */
export interface Paths {
  login: string
  /** Empty: the backend has no logout. */
  logout: string
  /** The signed-in user, where the login's answer does not name one: `GET`. By default not asked. */
  user: string
  session: string
  account: string
  profile: string
  /** By default `/api/profile/wechat`. */
  wechatProfile: string
  avatar: string
  phone: string
}

/** Renews a session by its refresh token; `undefined` where only a login helps. */
export type RenewBy = (
  refreshToken: string,
  send: (path: string, data: object) => Promise<LoginAnswer>,
) => Promise<LoginAnswer | undefined>

/** All but `url` may be left out. */
export interface BackendOptions {
  /** The backend's address, `https://...`. */
  url: string | (() => string)
  /** More of them, by a name of yours: `api.get('/now', { backend: 'weather' })`. */
  others?: Record<string, OtherBackend>
  paths?: Partial<Paths>
  /**
   * `asked` (default): browsing needs no sign-in, and a sign-in begins only when the user asks for it.
   * `launch`: `resume()` signs in by `wx.login` alone, and calls wait for that.
   */
  signIn?: 'asked' | 'launch'
  /**
   * The backend has no sessions: it learns the caller's identity elsewhere, as from WeChat's cloud
   * hosting. No code and no token is sent; signing in asks it who the user is.
   */
  isSessionless?: boolean
  /** Lifetime of a session if the backend does not say. Seven days. */
  sessionSeconds?: number
  /** Fields sent along with every code, beside those `signIn` is given. */
  loginData?: () => object
  /** `byRefreshToken()` of `services/refresh-token`. By default sessions are renewed by `wx.login`. */
  renewBy?: RenewBy
  /** The headers that carry a session. Default: `Authorization: Bearer ...`. */
  tokenHeaders?: (token: string) => Record<string, string>
  /** The token as an answer changes it, where it is not in the login's body: cookies. */
  tokenFrom?: (answer: Answer, token: string) => string
  /** More headers for a call, such as a request ID, the language, or a signature. */
  beforeSend?: (call: OutgoingCall) => Record<string, string> | Promise<Record<string, string>>
  /** The body of a good answer; throws `ServiceError` for any other. Default: `readAnswer`. */
  readAnswer?: (answer: Answer) => unknown
  /** The session in the body of a login or renewal. Default: `readLogin`. */
  readLogin?: (body: unknown) => LoginAnswer
  /** The user in a body that is one. Default: `readUser`. */
  readUser?: (body: unknown) => BackendUser
  /** Sends a request in place of `wx.request`, with the same options. */
  request?: (options: WechatMiniprogram.RequestOption) => unknown
}
