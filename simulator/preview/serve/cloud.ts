import { readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Context } from 'hono'

/** The caller, as the function gets it. */
export interface CloudCaller {
  openid: string
  appid: string
}

type CloudFunction = (event: unknown, caller: CloudCaller) => unknown

/** The function does not exist, or it failed; the message is for the mini-program's developer. */
class CloudFailure extends Error {
  override name = 'CloudFailure' as const
}

const ENDING = /\.(?:c|m)?js$/

/**
 * The functions of a folder that answer `wx.cloud.callFunction`: `NAME.js`, or `NAME/index.js` as WeChat
 * has them, with `exports.main`. They run in this process, and are read again when their file changes.
 */
export class CloudFolder {
  readonly #folder: string

  /** @param folder of stand-ins: WeChat's own `wx-server-sdk` works in its cloud only */
  constructor(folder: string) {
    this.#folder = resolve(folder)
    readdirSync(this.#folder) // a path that is no folder is reported at the start
  }

  /** @throws CloudFailure with WeChat's words */
  async run(name: string, event: unknown, caller: CloudCaller): Promise<unknown> {
    const files = this.#files()
    const file = files.get(name)
    if (file === undefined) {
      const known = [...files.keys()].join(', ') || 'none'
      throw new CloudFailure(
        `-501000 FunctionName parameter could not be found: "${name}". ${this.#folder} has ${known}.`,
      )
    }
    try {
      const main = mainOf(await load(file))
      if (!main) throw new Error(`${file} exports no function main`)
      return await main(event, caller)
    } catch (error) {
      throw new CloudFailure(`-504002 functions execute fail: ${wordsFor(error)}`)
    }
  }

  #files(): Map<string, string> {
    const found = new Map<string, string>()
    for (const entry of readdirSync(this.#folder, { withFileTypes: true })) {
      const at = join(this.#folder, entry.name)
      if (entry.isFile() && ENDING.test(entry.name)) found.set(entry.name.replace(ENDING, ''), at)
      if (!entry.isDirectory()) continue
      const index = readdirSync(at).find(
        (name) => name.replace(ENDING, '') === 'index' && ENDING.test(name),
      )
      if (index !== undefined) found.set(entry.name, join(at, index))
    }
    return found
  }
}

async function load(file: string): Promise<unknown> {
  const require = createRequire(file)
  try {
    delete require.cache[file]
    return require(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_REQUIRE_ESM') throw error
    return import(`${pathToFileURL(file).href}?v=${statSync(file).mtimeMs}`)
  }
}

function mainOf(exports: unknown): CloudFunction | undefined {
  const { main, default: by } = (exports ?? {}) as { main?: unknown; default?: unknown }
  return [main, by, exports].find((one): one is CloudFunction => typeof one === 'function')
}

function wordsFor(error: unknown): string {
  const message = error instanceof Error ? error.message.split('\n')[0] : String(error)
  if (!message?.includes("'wx-server-sdk'")) return message ?? ''
  return (
    `${message}: WeChat's wx-server-sdk works in its cloud only. Write a stand-in: ` +
    'exports.main = (event, { openid, appid }) => ...'
  )
}

interface CloudCall {
  name: string
  event: unknown
  caller: CloudCaller
}

/** One call of the phone's. Only as JSON, which a page of another site can't send without asking. */
export async function answerCloud(c: Context, cloud: CloudFolder) {
  if (c.req.header('Content-Type') !== 'application/json') return c.text('Send JSON.', 415)
  const origin = c.req.header('Origin')
  if (origin !== undefined && origin.replace(/^https?:\/\//, '') !== c.req.header('Host')) {
    return c.text('Pages of other sites may not call cloud functions.', 403)
  }
  const call = await c.req.json<Partial<CloudCall> | null>().catch(() => undefined)
  if (typeof call?.name !== 'string') {
    return c.text('Send {"name": "...", "event": ..., "caller": {"openid", "appid"}}.', 400)
  }
  const { name, event, caller = { openid: '', appid: '' } } = call
  try {
    return c.json({ result: (await cloud.run(name, event, caller)) ?? null })
  } catch (error) {
    if (error instanceof CloudFailure) return c.json({ failure: error.message })
    throw error
  }
}
