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
  template: TemplateName
  parts: Parts
}

/** `full`: all pages of the template. `minimal`: one page, with the same sign-in core. */
export type TemplateName = 'full' | 'minimal'

/** The project's own share of the kit. Tests need the kit. */
export interface Parts {
  /** `weapp-login-kit` as a devDependency: `npm start`, the mock server, the checks. */
  kit: boolean
  tests: boolean
}

/** The command line asks for something that can't be, or the target is taken. */
export class CreateError extends Error {
  override name = 'CreateError' as const
}

export const usage = `用法 Usage: weapp-login-kit create FOLDER [options]
（npm create weapp-login FOLDER，或在仓库里 or, in a clone: npm run create -- FOLDER）

新建一个带登录的小程序，不提问，不联网。
Makes a new mini-program that signs users in. It asks nothing and needs no network.

  --name=NAME         名称 the app's name                 (文件夹名 the folder's name)
  --appid=APPID       公众平台里的 appid, as in WeChat's console   (touristappid)
  --backend=URL       你的后端地址，用于体验版和正式版
                      your backend, for trial and release builds
  --template=NAME     full：全部页面 all pages            (full)
                      minimal：一个页面 one page
  --js                JavaScript，不用 TypeScript  JavaScript instead of TypeScript
  --no-tests          不带测试  without tests
  --bare              只要小程序：不带预览、模拟服务器和测试
                      the mini-program alone: no preview, no mock server, no tests
  --help              本说明 this text

例 Example: npm create weapp-login my-app -- --name=我的小程序 --backend=https://api.example.com`

export const TEST_APPID = 'touristappid'

/**
 * @param from the folder that a relative target is seen from
 * @param kit a clone of the kit, in which no project is made; undefined where it is installed
 * @throws CreateError saying which argument is wrong and what it should be
 */
export function readCreateOptions(
  args: string[],
  from: string,
  kit?: string,
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
    template: readTemplate(values.template),
    parts: { kit: !values.bare, tests: !values.bare && !values['no-tests'] },
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
        template: { type: 'string', default: 'full' },
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

function readTarget(positionals: string[], from: string, kit: string | undefined): string {
  const [folder, ...more] = positionals
  if (!folder) throw new CreateError('Say where to, such as: weapp-login-kit create ../my-app')
  if (more.length > 0) {
    throw new CreateError(`One folder, please; "${more.join(' ')}" is one too many.`)
  }
  const target = resolve(from, folder)
  if (kit === undefined) return target
  const way = relative(kit, target)
  if (way === '' || (!way.startsWith('..') && !isAbsolute(way))) {
    throw new CreateError(
      `${target} is inside this project. Choose a folder outside, such as ../my-app.`,
    )
  }
  return target
}

/** In scripts, JSON and WXML the name stands between quotes and tags. */
const UNFIT = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}'"`\\<>{}$&]/u

function readName(text: string, isFolder: boolean): string {
  const length = Array.from(new Intl.Segmenter().segment(text)).length
  if (text === text.trim() && length >= 1 && length <= 30 && !UNFIT.test(text)) return text
  const rule = 'A name is 1 to 30 characters, none of them a quote, <, >, {, }, $, & or backslash'
  const help = isFolder ? '; give one with --name' : ''
  throw new CreateError(`${rule}, not "${text}"${help}.`)
}

function readTemplate(text: string): TemplateName {
  if (text === 'full' || text === 'minimal') return text
  throw new CreateError(`--template is full or minimal, not "${text}".`)
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
