import { inLanguage, previewUsage, serverUsage, type Words } from '../../mock-server/index.ts'

/** The options of each subcommand, as `--help` prints them. */

const withOptions = (head: Words, ...parts: Words[]): Words => ({
  zh: [head.zh, '', ...parts.map(({ zh }) => zh)].join('\n'),
  en: [head.en, '', ...parts.map(({ en }) => en)].join('\n'),
})

/** The text of `start --help`. */
export const startUsage = withOptions(
  {
    zh: `用法：weapp-login-kit start [选项]

  预览、假微信和模拟后端，在一个端口上。`,
    en: `Usage: weapp-login-kit start [options]

  The preview, the fake WeChat and the mock backend, on one port.`,
  },
  previewUsage,
  serverUsage,
)

/** The text of `mock --help`. */
export const mockUsage = withOptions(
  {
    zh: `用法：weapp-login-kit mock [选项]

  只有假微信和模拟后端。`,
    en: `Usage: weapp-login-kit mock [options]

  The fake WeChat and the mock backend alone.`,
  },
  serverUsage,
)

/** The text of `init --help`. */
export const initUsage: Words = {
  zh: `用法：weapp-login-kit init [FOLDER] [--vitest]

  给已有的原生小程序加上测试：package.json 里的 devDependency、jest 的 preset、第一个测试、一个 GitHub 工作流。
  别的都不改；已经有的文件不动。
  项目里有 vitest 而没有 jest，或者写了 --vitest，测试就由 vitest 运行。`,
  en: `Usage: weapp-login-kit init [FOLDER] [--vitest]

  Adds tests to a native mini-program: a devDependency in package.json, jest's preset, a first test,
  a GitHub workflow. Changes nothing else; files that are there are left alone.
  Where the project has vitest and no jest, or with --vitest, vitest runs the tests.`,
}

/** The text of `lift --help`. */
export const liftUsage: Words = {
  zh: `用法：weapp-login-kit lift FOLDER

  把登录核心（services/ 和 config）以普通 JavaScript 放进别的小程序。config.js 是你的，再次运行也不会覆盖；
  你改过的其他文件用 update 合并。`,
  en: `Usage: weapp-login-kit lift FOLDER

  Puts the sign-in core (services/ and config) into another mini-program, as plain JavaScript. config.js
  is yours: it is never overwritten. Newer versions: update.`,
}

/** The text of `update --help`. */
export const updateUsage: Words = {
  zh: `用法：weapp-login-kit update [FOLDER]

  把新版的登录核心合并进项目：没动过的文件换成新的；两边都改了的逐行合并；合不上的保留你的，
  并把两个版本放进 FILE.conflict。有冲突时退出码是 1。`,
  en: `Usage: weapp-login-kit update [FOLDER]

  Merges a newer sign-in core into a project: files that you did not touch are replaced; those that both
  sides changed are merged by lines; where that can't be, yours stay, FILE.conflict holds both, and the
  exit code is 1.`,
}

/** The list of all commands, shown when none is given. */
export const overview = (names: string[]) =>
  inLanguage({
    zh: `用法：weapp-login-kit <命令> [选项]；每个命令的说明：weapp-login-kit <命令> --help

${names.map((name) => `  ${name.padEnd(10)}${SUMMARIES[name]?.zh ?? ''}`).join('\n')}`,
    en: `Usage: weapp-login-kit <command> [options]; for more: weapp-login-kit <command> --help

${names.map((name) => `  ${name.padEnd(10)}${SUMMARIES[name]?.en ?? ''}`).join('\n')}`,
  })

const SUMMARIES: Record<string, Words> = {
  start: { zh: '预览、假微信和模拟后端', en: 'the preview, the fake WeChat, the mock backend' },
  mock: { zh: '只有假微信和模拟后端', en: 'the fake WeChat and the mock backend alone' },
  try: { zh: '一步步走一遍登录，打印每一步', en: 'signs in step by step, and prints each' },
  create: { zh: '新建一个带登录的小程序', en: 'makes a new mini-program that signs users in' },
  init: { zh: '给已有的小程序加测试', en: 'adds tests to a mini-program' },
  lift: { zh: '把登录核心放进别的小程序', en: 'puts the sign-in core into another mini-program' },
  update: { zh: '合并新版的登录核心', en: 'merges a newer sign-in core' },
  contract: { zh: '检查后端是否满足约定', en: 'holds a backend to the contract' },
  auto: { zh: '让程序驱动模拟的手机', en: 'lets programs drive a simulated phone' },
  mcp: { zh: '让编程助手看见并操作小程序', en: 'lets a coding agent see and drive a mini-program' },
  check: { zh: '列出没有模拟的 API 和组件', en: 'lists what is not simulated' },
  smoke: { zh: '把每个页面打开一次', en: 'opens every page once' },
}
