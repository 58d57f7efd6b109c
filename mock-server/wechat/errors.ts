/**
 * WeChat's server errors: number and text. A text is what WeChat was seen to answer, or where no
 * capture is known, what its documentation prints. Those of the last group are documented by number
 * only: their texts are this mock's. Go by the number.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
 */
export const errcodes = {
  [-1]: 'system error',
  1: 'data not exit', // as WeChat spells it
  40001:
    'invalid credential, access_token is invalid or not latest, could get access_token by ' +
    'getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40004: 'invalid media type',
  40006: 'invalid meida size', // as WeChat spells it
  40013: 'invalid appid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40159: 'invalid length for path, or the data is not json string',
  40163: 'code been used',
  40164: 'invalid ip, not in whitelist', // the routes name the address
  40165: 'invalid weapp pagepath',
  40169: 'invalid length for scene, or the data is not json string',
  40212: 'invalid query',
  40226: 'code blocked',
  40230: 'missing Wechatmp-Serial',
  40231: 'missing Wechatmp-TimeStamp',
  40232: 'missing Wechatmp-Signature',
  40233: 'missing Wechatmp-Appid',
  40234: 'invalid signature',
  40235: 'invalid encrypt',
  40236: 'invalid Wechatmp-Appid',
  40237: 'Wechatmp-Appid does not match the token',
  40238: 'no symmetric key is set',
  40239: 'no public key is set',
  40240: 'expired Wechatmp-TimeStamp',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41005: 'media data missing',
  41008: 'missing code',
  41030: 'invalid page',
  42001: 'access_token expired',
  43001: 'require GET method',
  43002: 'require POST method',
  43101: 'user refuse to accept the msg',
  44002: 'empty post data',
  45002: 'content size out of limit',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  47001: 'data format error',
  47003: 'argument invalid!',
  48001: 'api unauthorized',
  48006: 'forbid to clear quota because of reaching the limit',
  61003: 'component is not authorized by this account',
  61004: 'component verify ticket is missing',
  76021: 'cgi_path not found, please check',
  76022: 'could not use this cgi_path，no permission',
  85096: 'not allow include scancode_time field',
  85401: 'time limit between 1min and 30days',
  85402: 'invalid env_version',
  87014: 'risky content',
  87007: 'session_key is not existd or expired', // as WeChat spells it
  87008: 'invalid sig_method',
  87009: 'invalid signature',
  89002: 'open not exists',
  89300: 'invalid trade',

  40129: 'invalid scene',
  40243: 'appsecret is frozen',
  43104: 'this appid does not have permission',
  44991: 'access frequency is too high',
  50004: 'api forbidden for this account',
  50007: 'account is frozen',
  61010: 'user has not been active lately',
  89503: 'this ip needs the confirmation of an administrator',
  89506: 'this ip was refused by an administrator',
  89507: 'this ip is awaiting the confirmation of an administrator',
} as const

/** A number of WeChat's that this fake knows. */
export type Errcode = keyof typeof errcodes

/** True if this fake knows the number. */
export function isErrcode(value: number): value is Errcode {
  return Object.hasOwn(errcodes, value)
}

/** An operation the platform refuses. Thrown; the routes write WeChat's body for it. */
export class WechatError extends Error {
  override name = 'WechatError' as const
  readonly errcode: Errcode

  /** @param text what WeChat says where it names more than the number's own text does */
  constructor(errcode: Errcode, text: string = errcodes[errcode]) {
    super(text)
    this.errcode = errcode
  }
}

/**
 * WeChat's error body. `/sns` puts a comma before `rid`, everything else does not; the first group
 * of `rid` is the time in seconds, in hexadecimal. Both were seen in many captures.
 */
export function errorBody({ errcode, message }: WechatError, path: string, nowMs: number) {
  const separator = path.includes('/sns/') ? ', ' : ' '
  return { errcode, errmsg: `${message}${separator}rid: ${rid(nowMs)}` }
}

/** WeChat's name of a request: three groups of eight hexadecimal digits. A `trace_id` looks so, too. */
export function rid(nowMs: number): string {
  const groups = [Math.floor(nowMs / 1000), randomGroup(), randomGroup()]
  return groups.map((group) => group.toString(16).padStart(8, '0')).join('-')
}

const randomGroup = () => Math.floor(Math.random() * 0x1_0000_0000)
