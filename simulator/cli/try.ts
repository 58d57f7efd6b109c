import { readCommandLine, say, UsageError, type Words } from '../../mock-server/index.ts'

/** The text of `try --help`. */
export const tryUsage: Words = {
  zh: `用法：weapp-login-kit try [选项]

  手动走一遍登录，打印每一步：要 code、登录、读登录态、同一个 code 用第二次被拒绝、退出。
  需要另一个终端里运行着 npm start 或 npm run mock。

  --origin URL   假微信和模拟后端的地址            (http://127.0.0.1:3900)
  --backend URL  换成你自己的后端；它在 /api 下应答`,
  en: `Usage: weapp-login-kit try [options]

  Plays the sign-in by hand and prints each step: a code, the sign-in, the session, the same code
  refused a second time, signing out. npm start or npm run mock must be running in another terminal.

  --origin URL   the fake WeChat and the mock backend    (http://127.0.0.1:3900)
  --backend URL  your own backend instead; it answers under /api`,
}

interface Call {
  title: string
  method: 'GET' | 'POST'
  url: string
  body?: object
  token?: string
}

/** The first letters of a token: enough to see that it is the same one, too little to use it. */
const masked = (text: string) => `${text.slice(0, 4)}…`

/**
 * The sign-in step by step, as one would do it with curl, for shells without curl.
 *
 * @returns 0 where every step went as it should, else 1
 * @throws UsageError if the address is invalid or nothing answers there
 */
export async function tryOut(args: string[]): Promise<number> {
  const { values } = readCommandLine({
    args,
    options: {
      origin: { type: 'string', default: 'http://127.0.0.1:3900' },
      backend: { type: 'string' },
    },
  })
  const origin = readAddress('origin', values.origin)
  const backend = values.backend === undefined ? origin : readAddress('backend', values.backend)
  const { code } = await play({
    title: say('wx.login()：微信给出 code', 'wx.login(): WeChat gives a code'),
    method: 'POST',
    url: `${origin}/__client/login`,
  })
  const login = { method: 'POST', url: `${backend}/api/login`, body: { code } } as const
  const { token } = await play({
    title: say(
      '后端拿 code 去问微信，发给自己的 token',
      'the backend asks WeChat, and makes a token',
    ),
    ...login,
  })
  if (typeof token !== 'string') return failed()
  const session = { method: 'GET', url: `${backend}/api/session`, token } as const
  const { user } = await play({
    title: say('带着 token 请求', 'a call with the token'),
    ...session,
  })
  const second = await play({
    title: say('同一个 code 用第二次', 'the same code a second time'),
    ...login,
  })
  const bye = say('退出', 'signing out')
  await play({ title: bye, method: 'POST', url: `${backend}/api/logout`, token })
  const after = await play({ title: say('退出之后', 'after that'), ...session })
  const isWell = user !== undefined && second.error !== undefined && after.error !== undefined
  return isWell ? 0 : failed()
}

function failed(): number {
  console.error(
    say(
      '有一步和预期不一样。weapp-login-kit contract 会说清楚差在哪里。',
      'A step was not as it should be. weapp-login-kit contract says what is wrong.',
    ),
  )
  return 1
}

/** One request, printed with its answer. @returns the answer's JSON, or nothing */
async function play({ title, method, url, body, token }: Call): Promise<Record<string, unknown>> {
  console.log(`\n# ${title}\n${method} ${url}`)
  if (body) console.log(`  ${JSON.stringify(body)}`)
  if (token !== undefined) console.log(`  Authorization: Bearer ${masked(token)}`)
  const headers = {
    ...(body && { 'Content-Type': 'application/json' }),
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
  }
  const answer = await send(url, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  const text = await answer.text()
  const json = parse(text)
  console.log(`-> ${answer.status} ${json ? JSON.stringify(json, hide) : text.slice(0, 200)}`)
  return json ?? {}
}

const hide = (key: string, value: unknown) =>
  /token$/i.test(key) && typeof value === 'string' ? masked(value) : value

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return undefined
  }
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch {
    const { origin } = new URL(url)
    throw new UsageError(
      say(
        `${origin} 没有应答。先在另一个终端里运行 npm start（或 npx weapp-login-kit mock）。`,
        `${origin} does not answer. First, in another terminal: npm start (or npx weapp-login-kit mock).`,
      ),
    )
  }
}

function readAddress(name: string, text: string): string {
  if (/^https?:/i.test(text) && URL.canParse(text)) return text.replace(/\/+$/, '')
  throw new UsageError(
    say(
      `--${name} 必须是 http(s) 地址，不能是 "${text}"。`,
      `--${name} must be an http(s) address, not "${text}".`,
    ),
  )
}
