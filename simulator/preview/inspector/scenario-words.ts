type Pair = readonly [zh: string, en: string]

interface ScenarioWords {
  label: Pair
  /** Its consequence, and when that shows. */
  effect: Pair
  /** The same while a user is signed in, where it differs. */
  signedIn?: Pair
}

const NEXT_SIGN_IN: Pair = [
  '现在的登录态不受影响；下次登录或续期时才会遇到。',
  'The session there is stays good; the next sign-in or renewal meets it.',
]

/** The mock's situations in a person's words. One that is not here is shown by its name. */
const scenarioWords: Record<string, ScenarioWords> = {
  'session-expired': {
    label: ['登录态过期', 'Expire the session'],
    effect: ['没有人登录时没有变化。', 'Changes nothing while nobody is signed in.'],
    signedIn: [
      '下一次请求得到 401，会安静地续期。',
      'The next call gets 401, and renews the session silently.',
    ],
  },
  'session-needs-refresh': {
    label: ['要用 refresh token', 'Session needs a refresh'],
    effect: ['登录态过期，refresh token 还有效。', 'Sessions are over, refresh tokens are good.'],
  },
  'refresh-token-reused': {
    label: ['refresh token 用过了', 'Refresh token reused'],
    effect: [
      '下次刷新被当成盗用，要重新登录。',
      'The next refresh is taken for theft: sign in anew.',
    ],
  },
  'session-key-expired': {
    label: ['session_key 失效', 'Expire session_key'],
    effect: [
      'wx.checkSession 对所有人失败，直到重新登录。',
      'wx.checkSession fails for everybody, until they log in again.',
    ],
  },
  'session-key-rotated': {
    label: ['更换 session_key', 'Rotate session_key'],
    effect: [
      '服务器手里的旧 session_key 什么也解不开。',
      "The backend's session_key is stale, and decrypts nothing.",
    ],
  },
  'foreign-watermark': {
    label: ['水印是别的小程序', 'Foreign watermark'],
    effect: [
      '解密后的 appid 不是这个小程序，服务器应当拒绝。',
      'Decrypted data names another appid: the backend has to refuse it.',
    ],
  },
  'code-used': {
    label: ['code 用过了', 'Code used'],
    effect: ['登录得到 40163。', 'Signing in gets 40163.'],
    signedIn: NEXT_SIGN_IN,
  },
  'code-expired': {
    label: ['code 过期', 'Code expired'],
    effect: ['登录得到 40029。', 'Signing in gets 40029.'],
    signedIn: NEXT_SIGN_IN,
  },
  'wechat-busy': {
    label: ['微信繁忙', 'WeChat busy'],
    effect: ['登录得到 -1。', 'Signing in gets -1.'],
    signedIn: NEXT_SIGN_IN,
  },
  'rate-limited': {
    label: ['频率超限', 'Rate limited'],
    effect: ['登录得到 45011。', 'Signing in gets 45011.'],
    signedIn: NEXT_SIGN_IN,
  },
  'user-blocked': {
    label: ['用户被封', 'User blocked'],
    effect: ['登录得到 40226。', 'Signing in gets 40226.'],
    signedIn: NEXT_SIGN_IN,
  },
  'wrong-secret': {
    label: ['AppSecret 错误', 'Wrong AppSecret'],
    effect: ['登录得到 40125。', 'Signing in gets 40125.'],
    signedIn: NEXT_SIGN_IN,
  },
  'access-token-lost': {
    label: ['access_token 失效', 'access_token lost'],
    effect: [
      '服务器下次要用时得到 40001，应当重新取一个。',
      'The backend gets 40001 at its next use, and has to fetch another.',
    ],
  },
  'wechat-down': {
    label: ['微信没有回应', 'WeChat down'],
    effect: ['服务器连不上微信。', 'The backend can not reach WeChat.'],
    signedIn: NEXT_SIGN_IN,
  },
  'backend-down': {
    label: ['服务器挂了', 'Backend down'],
    effect: ['所有请求得到 503。', 'Every call gets 503.'],
  },
  'slow-network': {
    label: ['网络很慢', 'Slow network'],
    effect: ['手机的每个请求慢 3 秒。', 'Whatever the phone asks takes 3 seconds longer.'],
  },
  offline: {
    label: ['连不上', 'Unreachable'],
    effect: ['手机的请求都会断开。', 'Whatever the phone asks is dropped.'],
  },
  'phone-quota': {
    label: ['手机号额度用完', 'Phone quota used up'],
    effect: ['getPhoneNumber 得到 1400001。', 'getPhoneNumber gets 1400001.'],
  },
}

/** The words for a situation; none for one that is new. */
export const wordsOf = (name: string): ScenarioWords | undefined => scenarioWords[name]
