import { say } from '../command-line/language.ts'
import { isGood, parse, type Answer, type Envelope } from './answer.ts'
import { check, type Case } from './findings.ts'

const TOKEN_NAMES = [
  'accessToken',
  'access_token',
  'jwt',
  'sessionToken',
  'session_id',
  'sessionId',
]
const DATA_NAMES = ['data', 'result', 'payload', 'content', 'body']
const CODE_NAMES = ['code', 'errcode', 'status', 'success', 'ret', 'errno']
const MESSAGE_NAMES = ['msg', 'message', 'errmsg', 'info', 'error']

/** The file in which the mini-program is configured for a backend's conventions. */
const THERE = "the mini-program's config"

/**
 * The first check: conventions in which this backend differs in every answer are reported once, and the
 * other checks allow for them. Without a sign-in nothing else can be checked.
 */
export const detectConventions = check(
  {
    zh: '新的 code 能登录，应答的样子和约定一致',
    en: 'a fresh code signs in, and answers look as documented',
  },
  async (t) => {
    const { world } = t
    const code = await world.code(await world.person())
    const answer = await world.login(code)
    learnEnvelope(t, answer)
    if (answer.status >= 300 || isRefusal(t, answer)) await explainRefusal(t, answer)
    const again = await world.login(await world.code(await world.person()))
    learnToken(t, again)
    const user = again.body.user as { id?: unknown } | undefined
    const isThere = ['string', 'number'].includes(typeof user?.id) && user?.id !== ''
    t.need(
      'no-user-id',
      isThere,
      say('POST /api/login 的应答里没有 user.id', 'the answer to POST /api/login holds no user.id'),
      again,
    )
    const isText = typeof user?.id === 'string'
    t.expect(
      'user-id-no-text',
      isText,
      say('user.id 是数字；模板要的是字符串', 'user.id is a number; the template wants a text'),
      again,
    )
    await learnErrors(t)
  },
)

const isRefusal = ({ world }: Case, { text }: Answer) =>
  world.conventions.envelope !== undefined && !isGood(parse(text)[world.conventions.envelope.code])

function learnEnvelope(t: Case, answer: Answer) {
  const envelope = envelopeOf(parse(answer.text), answer.status)
  if (!envelope) return
  t.world.conventions.envelope = envelope
  const shape = `{${envelope.code}, ${envelope.data}, ${envelope.message}}`
  const help = say(
    '在小程序的 config 里说明，或者应答时不要包这一层。',
    `Tell the mini-program so in ${THERE}, or answer without the wrapping.`,
  )
  t.fault(
    'wrapped-answers',
    say(`你的应答包在 ${shape} 里`, `your answers are wrapped in ${shape}`),
    answer,
    help,
  )
}

function envelopeOf(body: Record<string, unknown>, status: number): Envelope | undefined {
  const named = (names: string[]) => names.find((name) => name in body)
  const [data, code, message] = [named(DATA_NAMES), named(CODE_NAMES), named(MESSAGE_NAMES)]
  if ('token' in body || code === undefined || (data === undefined && message === undefined)) {
    return undefined
  }
  if (status >= 400 && data === undefined) return undefined // an error in a form of its own
  return { data: data ?? 'data', code, message: message ?? 'msg' }
}

/** @throws Stop: nothing else can be checked */
async function explainRefusal(t: Case, answer: Answer): Promise<never> {
  const { status, body } = answer
  if ([404, 405].includes(status)) {
    const help = say(
      '--backend 要写 /api/login 之前的地址，如 http://127.0.0.1:8000/v1。',
      'Give --backend the address before /api/login, such as http://127.0.0.1:8000/v1.',
    )
    t.need(
      'no-login-route',
      false,
      say('没有 POST /api/login', 'there is no POST /api/login'),
      answer,
      help,
    )
  }
  const asked = await t.world.askedOfWechat()
  const base = `${t.world.wechat}/api.weixin.qq.com`
  if (!asked.includes('jscode2session')) {
    const says = say(
      '新的 code 登录不了，而且没有人来问过这个假微信',
      'a fresh code does not sign in, and this fake WeChat was not asked about it',
    )
    const help = say(
      `请让后端把 ${base} 当作微信的地址（或者用模拟服务器的 --proxy）。`,
      `Let your backend have ${base} as WeChat's address (or use the mock's --proxy).`,
    )
    t.need('other-wechat', false, says, answer, help)
  }
  const isSetUp = body.error?.code !== 'wechat_misconfigured'
  const help = isSetUp
    ? undefined
    : say(
        'appid 和 secret 要用假微信的：见 npm run mock 启动时的输出。',
        "Its appid and secret must be the fake's: see the start of npm run mock.",
      )
  t.need(
    'no-sign-in',
    false,
    say(
      '新的 code 登录不了，虽然问过了微信',
      'a fresh code does not sign in, though WeChat was asked',
    ),
    answer,
    help,
  )
  throw new Error('not reached')
}

function learnToken(t: Case, answer: Answer) {
  const { body } = answer
  if (typeof body.token === 'string' && body.token !== '') return
  const name = TOKEN_NAMES.find((other) => typeof body[other] === 'string')
  const says = name
    ? say(`token 叫作 ${name}，不叫 token`, `the token is called ${name}, not token`)
    : say('POST /api/login 的应答里没有 token', 'the answer to POST /api/login holds no token')
  const help =
    name &&
    say(
      '在小程序的 config 里说明，或者改名叫 token。',
      `Tell the mini-program so in ${THERE}, or call it token.`,
    )
  if (name === undefined) t.need('no-token', false, says, answer)
  else t.world.conventions.tokenName = name
  t.fault('token-name', says, answer, help)
}

async function learnErrors(t: Case) {
  const { conventions } = t.world
  const answer = await t.world.ask('GET', '/api/session')
  const { error } = answer.body
  if (answer.status < 400 && error === undefined) return // another check reports that
  if (answer.status < 400) {
    conventions.refusesWith200 = true
    const help = say(
      '请应答 401、400 等状态码，或者在小程序的 config 里读错误码。',
      `Answer 401, 400, ... and so on, or read the code in ${THERE}.`,
    )
    t.fault(
      'errors-with-200',
      say('拒绝时用了 HTTP 200', 'what is refused is answered with HTTP 200'),
      answer,
      help,
    )
  }
  // Errors that are wrapped like everything else are no fault of their own.
  conventions.hasOtherErrors = conventions.envelope !== undefined || typeof error?.code !== 'string'
  if (!conventions.hasOtherErrors || conventions.envelope) return
  const help = say(
    '请应答 {"error": {"code", "message"}}，或者在小程序的 config 里读你的格式。',
    `Answer {"error": {"code", "message"}}, or read yours in ${THERE}.`,
  )
  const says = say(
    '错误的格式不是 {"error": {"code", "message", "requestId"}}',
    'errors do not say {"error": {"code", "message", "requestId"}}',
  )
  t.fault('other-errors', says, answer, help)
}
