import { basename, isAbsolute, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface CreateOptions {
  /** The new project's folder, absolute. */
  target: string
  /** Shown as the app's title, in DevTools and in the README. */
  name: string
  appid: string
  /** The developer's own backend, without a slash at its end. */
  backend?: string | undefined
  language: 'ts' | 'js'
  parts: Parts
}

/** What comes along with the mini-program. Tests need the mock server. */
export interface Parts {
  mock: boolean
  tests: boolean
}

/** The command line asks for something that can't be, or the target is taken. */
export class CreateError extends Error {
  override name = 'CreateError' as const
}

export const usage = `Usage: npm run create -- FOLDER [options]

Makes a new mini-program project from this template. It asks nothing and needs no network.

  --name NAME      the app's name                  (the folder's name)
  --appid APPID    its appid, as in WeChat's console (touristappid: a test appid that opens anywhere)
  --backend URL    your backend's address; with the mock server it is for trial and release builds
  --js             plain JavaScript instead of TypeScript
  --no-tests       without tests and the test harness
  --bare           the mini-program alone: no mock server, no preview, no tests
  --help           this text

Example: npm run create -- ../my-app --name 我的小程序 --backend https://api.example.com`

export const TEST_APPID = 'touristappid'

/**
 * @param from the folder that a relative target is seen from
 * @param kit this repository's folder, in which no project is made
 * @throws CreateError saying which argument is wrong and what it should be
 */
export function readCreateOptions(
  args: string[],
  from: string,
  kit: string,
): CreateOptions | 'help' {
  const { values, positionals } = parse(args)
  if (values.help) return 'help'
  const target = readTarget(positionals, from, kit)
  return {
    target,
    name: readName(values.name ?? basename(target), values.name === undefined),
    appid: readAppid(values.appid ?? TEST_APPID),
    backend: values.backend === undefined ? undefined : readBackend(values.backend),
    language: values.js ? 'js' : 'ts',
    parts: { mock: !values.bare, tests: !values.bare && !values['no-tests'] },
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        appid: { type: 'string' },
        backend: { type: 'string' },
        js: { type: 'boolean' },
        'no-tests': { type: 'boolean' },
        bare: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new CreateError((error as Error).message)
  }
}

function readTarget(positionals: string[], from: string, kit: string): string {
  const [folder, ...more] = positionals
  if (!folder) throw new CreateError('Say where to: npm run create -- ../my-app')
  if (more.length > 0) {
    throw new CreateError(`One folder, please; "${more.join(' ')}" is one too many.`)
  }
  const target = resolve(from, folder)
  const way = relative(kit, target)
  if (way === '' || (!way.startsWith('..') && !isAbsolute(way))) {
    throw new CreateError(
      `${target} is inside this project. Choose a folder outside, such as ../my-app.`,
    )
  }
  return target
}

function readName(text: string, isFolder: boolean): string {
  if (/^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]{0,28}[\p{L}\p{N}])?$/u.test(text)) return text
  const rule = 'A name is 1 to 30 letters and digits, with spaces, dots, - and _ between them'
  const help = isFolder ? '; give one with --name' : ''
  throw new CreateError(`${rule}, not "${text}"${help}.`)
}

function readAppid(text: string): string {
  if (text === TEST_APPID || /^wx[0-9a-f]{16}$/.test(text)) return text
  throw new CreateError(
    `An appid is wx and 16 hexadecimal digits (or ${TEST_APPID}), not "${text}". ` +
      'It stands in WeChat’s console (mp.weixin.qq.com) under 开发管理.',
  )
}

function readBackend(text: string): string {
  const isAddress =
    URL.canParse(text) && /^https?:\/\/[^/?#@'"\\\s]+(?:\/[^?#'"\\\s]*)?$/.test(text)
  if (isAddress) return text.replace(/\/+$/, '')
  throw new CreateError(
    `The backend must be an http(s) address without user, query or fragment, not "${text}".`,
  )
}
