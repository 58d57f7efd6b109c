import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'

const REAL_WECHAT = 'https://api.weixin.qq.com'

/** The app of the fake WeChat. With the real WeChat, appid and secret must be given. */
const FAKE_APP = { id: 'wx5ec7e70000000001', secret: '5ec7e75ec7e75ec7e75ec7e75ec7e75e' }

const Environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8000),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  WECHAT: z.url({ protocol: /^https?$/ }).default(REAL_WECHAT),
  WECHAT_APPID: z.string().default(FAKE_APP.id),
  WECHAT_SECRET: z.string().default(FAKE_APP.secret),
  DATABASE_URL: z.url({ protocol: /^postgres(?:ql)?$/ }).optional(),
  DATA: z.string().min(1).default('data'),
  MIGRATIONS: z.string().default(join(import.meta.dirname, '../migrations')),
  SESSION_KEY_SECRET: z
    .string()
    .regex(/^[\dA-Fa-f]{64}$/, 'must be 32 bytes in hexadecimal: openssl rand -hex 32')
    .optional(),
})

export type Config = ReturnType<typeof readConfig>

/**
 * Reads the configuration from the environment.
 *
 * @throws Error that names each variable that is missing or wrong, and never its value
 */
export function readConfig(environment: NodeJS.ProcessEnv) {
  const result = Environment.safeParse(environment)
  if (!result.success) {
    const faults = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new Error(`The environment is not complete.\n  ${faults.join('\n  ')}`)
  }
  const given = result.data
  if (given.DATABASE_URL && !given.SESSION_KEY_SECRET) {
    throw new Error(
      'SESSION_KEY_SECRET is missing. All processes on one database need the same: openssl rand -hex 32',
    )
  }
  const { HOST: host, PORT: port } = given
  return {
    host,
    port,
    publicUrl: given.PUBLIC_URL?.replace(/\/$/, ''),
    wechat: given.WECHAT.replace(/\/$/, ''),
    app: { id: given.WECHAT_APPID, secret: given.WECHAT_SECRET },
    databaseUrl: given.DATABASE_URL,
    dataFolder: given.DATA,
    migrations: given.MIGRATIONS,
    sealingKey: Buffer.from(given.SESSION_KEY_SECRET ?? ownKey(given.DATA), 'hex'),
  }
}

/** For the embedded database, used by one process: a key made once, beside the data. */
function ownKey(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'session-key-secret')
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}
