import { isIP } from 'node:net'
import { normalize } from 'node:path'
import type { LiveWechat } from './app.ts'
import { say } from './command-line/language.ts'
import { readCommandLine } from './command-line/read.ts'
import { UsageError } from './command-line/usage-error.ts'
import type { ServerOptions } from './server-options.ts'
import type { ProfileMode } from './wechat/client-api.ts'

/** The options of the command: those of a server, all of them decided, and what the preview takes. */
export interface CliOptions extends ServerOptions {
  port: number
  host: string
  hosts: string[]
  location: string
  strictCodes: boolean
  /** A file with the people, apps and settings the server begins with. */
  seed?: string | undefined
  profile: ProfileMode
  /** The folder of the mini-program that the preview shows. */
  project: string
  /** A folder of functions that answer `wx.cloud.callFunction`. */
  cloud?: string | undefined
  /** Other machines see the sources of the mini-program, too. */
  sharePreview: boolean
}

/**
 * Flags first, then environment variables (`MOCK_` and the flag's name), then defaults.
 *
 * @throws UsageError naming the option that is wrong
 */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): CliOptions | 'help' {
  const { values } = parse(args, env)
  if (values.help) return 'help'
  const given = (name: string, flag: string | undefined) => {
    if (flag === '')
      throw new UsageError(
        say(
          `${flagOf(name)} 是空的：给它一个值，或者去掉它。`,
          `${flagOf(name)} is empty: give it a value, or leave it out.`,
        ),
      )
    return flag ?? (env[`MOCK_${name}`] || undefined)
  }
  const text = (name: string, flag: string | undefined, fallback: string) =>
    given(name, flag) ?? fallback
  const isOn = (name: string, flag: boolean | undefined) =>
    flag ?? ['1', 'true'].includes(env[`MOCK_${name}`] ?? '')

  for (const flag of ['proxy-port', 'proxy-pass', 'proxy-env'] as const) {
    if (values[flag] === undefined || isOn('PROXY', values.proxy)) continue
    throw new UsageError(
      say(`--${flag} 要和 --proxy 一起用。`, `--${flag} is of no use without --proxy.`),
    )
  }

  const host = text('HOST', values.host, '127.0.0.1')
  const allowed = values['allow-host'] ?? (env.MOCK_ALLOW_HOST ?? '').split(',').filter(Boolean)
  return {
    port: readPort(text('PORT', values.port, '3900')),
    host,
    hosts: [...(isIP(host) ? [] : [host]), ...allowed.flatMap((name) => name.split(','))].map(
      readName,
    ),
    location: isOn('MEMORY', values.memory)
      ? ':memory:'
      : readFileName(text('DATA', values.data, '.data/mock.sqlite')),
    strictCodes: isOn('STRICT_CODES', values['strict-codes']),
    seed: text('SEED', values.seed, '') || undefined,
    ...(isOn('PROXY', values.proxy) && {
      proxy: {
        port: readPort(text('PROXY_PORT', values['proxy-port'], '3901')),
        pass: isOn('PROXY_PASS', values['proxy-pass']),
        environmentFile: text('PROXY_ENV', values['proxy-env'], '') || undefined,
      },
    }),
    project: text('PROJECT', values.project, '.'),
    cloud: given('CLOUD', values.cloud),
    sharePreview: isOn('SHARE_PREVIEW', values['share-preview']),
    profile: readProfile(text('PROFILE', values.profile, 'named')),
    controlToken: readToken(given('CONTROL_TOKEN', values['control-token'])),
    live: readLive(env),
  }
}

/** Never on the command line, where every program of this machine can read it. */
function readLive(env: NodeJS.ProcessEnv): LiveWechat | undefined {
  const { WECHAT_APPID: appid = '', WECHAT_SECRET: secret = '' } = env
  const baseUrl = env.WECHAT_BASE_URL || 'https://api.weixin.qq.com'
  if (appid === '' && secret === '') return undefined
  if (appid === '' || secret === '') {
    throw new UsageError(
      say(
        '接真实微信需要 WECHAT_APPID 和 WECHAT_SECRET，现在少了一个。',
        'Live mode wants both WECHAT_APPID and WECHAT_SECRET; one is missing.',
      ),
    )
  }
  if (!URL.canParse(baseUrl) || !/^https?:/.test(baseUrl)) {
    throw new UsageError(
      say('WECHAT_BASE_URL 必须是 http(s) 地址。', 'WECHAT_BASE_URL must be an http(s) address.'),
    )
  }
  expectSafe(new URL(baseUrl))
  return { appid, secret, baseUrl: baseUrl.replace(/\/$/, '') }
}

/** Names that lead to this machine or its network; everywhere else others listen along the way. */
const NEAR =
  /^(?:localhost|[^.]+|.+\.(?:localhost|local|internal|test|lan)|(?:127|10|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\..+|\[(?:::1|f[cde].*)\])$/

function expectSafe({ protocol, hostname, username, password, search, hash }: URL) {
  if (username !== '' || password !== '' || search !== '' || hash !== '') {
    throw new UsageError(
      say(
        'WECHAT_BASE_URL 里不能有密码、“?”和“#”。',
        'WECHAT_BASE_URL must be an address without password, "?" and "#".',
      ),
    )
  }
  if (protocol === 'http:' && !NEAR.test(hostname)) {
    throw new UsageError(
      say(
        'WECHAT_BASE_URL 必须是 https：否则 secret 会不加密地发到别的网络。',
        'WECHAT_BASE_URL must be https: the app secret would go unencrypted to another network.',
      ),
    )
  }
}

function parse(args: string[], env: NodeJS.ProcessEnv) {
  const config = {
    args,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      'allow-host': { type: 'string', multiple: true },
      'control-token': { type: 'string' },
      data: { type: 'string' },
      memory: { type: 'boolean' },
      'strict-codes': { type: 'boolean' },
      profile: { type: 'string' },
      seed: { type: 'string' },
      proxy: { type: 'boolean' },
      'proxy-port': { type: 'string' },
      'proxy-pass': { type: 'boolean' },
      'proxy-env': { type: 'string' },
      project: { type: 'string' },
      cloud: { type: 'string' },
      'share-preview': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  } as const
  return readCommandLine(config, env)
}

const flagOf = (name: string) => `--${name.toLowerCase().replaceAll('_', '-')}`

/** libsql takes an address for a database elsewhere, and SQLite `file:` for one with options. */
function readFileName(text: string): string {
  if (text === ':memory:') return text
  const isAddress = /^[a-z][a-z\d+.-]+:/i.test(text) // one letter is a drive
  // With the slashes of this system: messages show it.
  if (!isAddress && !text.includes('\0') && text.trim() !== '') return normalize(text)
  throw new UsageError(
    say(
      `--data 必须是本机的文件名，不能是 "${text}"。`,
      `--data must be the name of a file on this machine, not "${text}".`,
    ),
  )
}

/** @throws UsageError where it is no port */
export function readPort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65535) return port
  throw new UsageError(
    say(
      `端口必须是 0 到 65535 的数字，不能是 "${text}"。`,
      `The port must be a number from 0 to 65535, not "${text}".`,
    ),
  )
}

function readName(text: string): string {
  const name = text.trim().toLowerCase()
  if (/^[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/.test(name)) return name
  throw new UsageError(
    say(
      `主机名要像 "mac.local" 这样，不带端口，不能是 "${text}"。`,
      `A host must be a name such as "mac.local", without a port, not "${text}".`,
    ),
  )
}

function readToken(text: string | undefined): string | undefined {
  if (text === undefined || /^[\x21-\x7e]{16,512}$/.test(text)) return text
  throw new UsageError(
    say(
      '控制令牌要 16 到 512 个字母、数字和符号，不含空格：谁有它，谁就能控制 /__mock。' +
        '生成一个：node -p "crypto.randomUUID()"',
      'The control token must be 16 to 512 letters, digits and signs, without spaces: it opens /__mock ' +
        'to the world. This makes one: node -p "crypto.randomUUID()"',
    ),
  )
}

/** Reads the value of `--profile`. Throws UsageError for other words. */
export function readProfile(text: string): ProfileMode {
  if (text === 'named' || text === 'anonymous') return text
  throw new UsageError(
    say(
      `profile 只能是 "named" 或 "anonymous"，不能是 "${text}"。`,
      `The profile must be "named" or "anonymous", not "${text}".`,
    ),
  )
}
