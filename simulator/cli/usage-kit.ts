import { usage as serverUsage } from '../../mock-server/index.ts'

/** What each subcommand takes, as `--help` prints it. */

export const startUsage = `start：预览、模拟微信和模拟后端 the preview, the fake WeChat and the mock backend

${serverUsage}`

export const mockUsage = `mock：只要模拟微信和模拟后端，选项同 start
       the fake WeChat and the mock backend alone; options as for start, without --project`

export const initUsage = `init [FOLDER]

  给已有的原生小程序加上测试：package.json 里的 devDependency、jest 的 preset、第一个测试、一个 GitHub 工作流。
  别的都不改；已经有的文件不动。
  Adds tests to a native mini-program: a devDependency in package.json, jest's preset, a first test,
  a GitHub workflow. Changes nothing else; files that are there are left alone.`

export const liftUsage = `lift FOLDER

  把登录核心（services/ 和 config）以普通 JavaScript 放进别的小程序。config.js 是你的，再次运行也不会覆盖；你改过的其他文件用 update 合并。
  Puts the sign-in core (services/ and config) into another mini-program, as plain JavaScript. config.js
  is yours: it is never overwritten. Newer versions: update.`

export const updateUsage = `update [FOLDER]

  把新版的登录核心合并进项目：没动过的文件换成新的；两边都改了的逐行合并；合不上的保留你的，
  并把两个版本放进 FILE.conflict。有冲突时退出码是 1。
  Merges a newer sign-in core into a project: files that you did not touch are replaced; those that both
  sides changed are merged by lines; where that can't be, yours stay, FILE.conflict holds both, and the
  exit code is 1.`
