import { basename, isAbsolute, relative, resolve } from 'node:path'
import { readCommandLine, say, type Words } from '../../../mock-server/index.ts'

/** Options of `create`. */
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

/** The command line is invalid, or the target already exists. */
export class CreateError extends Error {
  override name = 'CreateError' as const
}

/** The text of `create --help`. */
export const usage: Words = {
  zh: `用法：weapp-login-kit create FOLDER [选项]
（npm create weapp-login FOLDER；在仓库里：npm run create -- FOLDER）

新建一个带登录的小程序，不提问，不联网。

  --name=NAME         名称                                (文件夹名)
  --appid=APPID       公众平台里的 appid                  (touristappid)
  --backend=URL       你的后端地址，用于体验版和正式版
  --template=NAME     full：全部页面；minimal：一个页面   (full)
  --js                JavaScript，不用 TypeScript
  --no-tests          不带测试
  --bare              只要小程序：不带预览、模拟服务器和测试
  --help              本说明

例：npx weapp-login-kit create my-app --name=我的小程序 --backend=https://api.example.com`,
  en: `Usage: weapp-login-kit create FOLDER [options]
(npm create weapp-login FOLDER; in a clone: npm run create -- FOLDER)

Makes a new mini-program that signs users in. It asks nothing and needs no network.

  --name=NAME         the app's name                      (the folder's name)
  --appid=APPID       as in WeChat's console              (touristappid)
  --backend=URL       your backend, for trial and release builds
  --template=NAME     full: all pages; minimal: one page  (full)
  --js                JavaScript instead of TypeScript
  --no-tests          without tests
  --bare              the mini-program alone: no preview, no mock server, no tests
  --help              this text

Example: npx weapp-login-kit create my-app --name=茶馆 --backend=https://api.example.com`,
}

/** WeChat's appid for projects without one. */
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
  return readCommandLine({
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
}

function readTarget(positionals: string[], from: string, kit: string | undefined): string {
  const [folder, ...more] = positionals
  if (!folder) {
    throw new CreateError(
      say(
        '建在哪里？例如 weapp-login-kit create ../my-app',
        'Say where to, such as: weapp-login-kit create ../my-app',
      ),
    )
  }
  if (more.length > 0) {
    throw new CreateError(
      say(
        `只要一个文件夹；多了 "${more.join(' ')}"。`,
        `One folder, please; "${more.join(' ')}" is one too many.`,
      ),
    )
  }
  const target = resolve(from, folder)
  if (kit === undefined) return target
  const way = relative(kit, target)
  if (way === '' || (!way.startsWith('..') && !isAbsolute(way))) {
    throw new CreateError(
      say(
        `${target} 在本项目里面。请选外面的文件夹，例如 ../my-app。`,
        `${target} is inside this project. Choose a folder outside, such as ../my-app.`,
      ),
    )
  }
  return target
}

/** In scripts, JSON and WXML the name is between quotes and tags. */
const UNFIT = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}'"`\\<>{}$&]/u

function readName(text: string, isFolder: boolean): string {
  const length = Array.from(new Intl.Segmenter().segment(text)).length
  if (text === text.trim() && length >= 1 && length <= 30 && !UNFIT.test(text)) return text
  const help = isFolder ? say('；请用 --name 给一个', '; give one with --name') : ''
  throw new CreateError(
    say(
      `名称要 1 到 30 个字，不含引号、<、>、{、}、$、& 和反斜杠，不能是 "${text}"${help}。`,
      'A name is 1 to 30 characters, none of them a quote, <, >, {, }, $, & or backslash, ' +
        `not "${text}"${help}.`,
    ),
  )
}

function readTemplate(text: string): TemplateName {
  if (text === 'full' || text === 'minimal') return text
  throw new CreateError(
    say(
      `--template 只能是 full 或 minimal，不能是 "${text}"。`,
      `--template is full or minimal, not "${text}".`,
    ),
  )
}

function readAppid(text: string): string {
  if (text === TEST_APPID || /^wx[0-9a-f]{16}$/.test(text)) return text
  throw new CreateError(
    say(
      `appid 是 wx 加 16 位十六进制数字（或 ${TEST_APPID}），不能是 "${text}"。` +
        '它在微信公众平台（mp.weixin.qq.com）的“开发管理”里。',
      `An appid is wx and 16 hexadecimal digits (or ${TEST_APPID}), not "${text}". ` +
        'It stands in WeChat’s console (mp.weixin.qq.com) under 开发管理.',
    ),
  )
}

function readBackend(text: string): string {
  const isAddress =
    URL.canParse(text) && /^https?:\/\/[^/?#@'"\\\s]+(?:\/[^?#'"\\\s]*)?$/.test(text)
  if (isAddress) return text.replace(/\/+$/, '')
  throw new CreateError(
    say(
      `后端要是 http(s) 地址，不带用户名、查询和片段，不能是 "${text}"。`,
      `The backend must be an http(s) address without user, query or fragment, not "${text}".`,
    ),
  )
}
