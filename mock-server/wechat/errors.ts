/**
 * WeChat's server errors: number and text. A text is what WeChat was seen to answer, or where no
 * capture is known, what its documentation prints.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
 */
export const errcodes = {
  [-1]: 'system error',
  40002: 'invalid grant_type',
  40013: 'invalid appid',
  40029: 'invalid code',
  40125: 'invalid appsecret',
  40163: 'code been used',
  40226: 'code blocked',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
} as const

export type Errcode = keyof typeof errcodes

export function isErrcode(value: number): value is Errcode {
  return Object.hasOwn(errcodes, value)
}

/** An operation the platform refuses. Thrown; the routes write WeChat's body for it. */
export class WechatError extends Error {
  override name = 'WechatError' as const
  readonly errcode: Errcode

  constructor(errcode: Errcode) {
    super(errcodes[errcode])
    this.errcode = errcode
  }
}

/**
 * WeChat's error body. `/sns` puts a comma before `rid`, everything else does not; the first group
 * of `rid` is the time in seconds, in hexadecimal. Both were seen in many captures.
 */
export function errorBody(errcode: Errcode, path: string, nowMs: number) {
  const separator = path.includes('/sns/') ? ', ' : ' '
  const errmsg = `${errcodes[errcode]}${separator}rid: ${rid(nowMs)}`
  return { errcode, errmsg }
}

function rid(nowMs: number): string {
  const groups = [Math.floor(nowMs / 1000), randomGroup(), randomGroup()]
  return groups.map((group) => group.toString(16).padStart(8, '0')).join('-')
}

const randomGroup = () => Math.floor(Math.random() * 0x1_0000_0000)
