import { writeFileSync } from 'node:fs'
import { inLanguage, say, type Words } from '../command-line/language.ts'
import { readCommandLine } from '../command-line/read.ts'
import { UsageError } from '../command-line/usage-error.ts'
import { toJson, toJunit, toText } from './report.ts'
import { checks, runChecks, type Report } from './run-checks.ts'
import { World } from './world.ts'

/** The text of `contract --help`. */
export const contractUsage: Words = {
  zh: `用法：weapp-login-kit contract --backend URL [选项]；在仓库里：npm run contract -- --backend=URL [选项]

检查一个后端是否满足模板的约定（见模拟服务器的 /api/docs），指出问题：每个原因一条，附上暴露它的那次应答。

  --backend URL      后端地址，如 http://127.0.0.1:8000；它在 /api 下应答
  --wechat URL       假微信（npm run mock）。后端必须把它当微信：改微信地址
                     （URL/api.weixin.qq.com）或走 --proxy          (http://127.0.0.1:3900)
  --format FORMAT    text、json 或 junit                            (text)
  --output FILE      报告写到哪个文件                               (打印出来)
  --list             只列出检查项，不运行
  --help             本说明

它在假微信里造出用户来登录，只删除这些用户的数据。
退出码：0 全部通过，1 有问题，2 没能检查。`,
  en: `Usage: weapp-login-kit contract --backend URL [options]; in a clone: npm run contract -- --backend=URL [options]

Checks a backend against the contract of the template (see /api/docs of the mock server), and names
what is wrong: one finding for each cause, with the answer that showed it.

  --backend URL      the backend, such as http://127.0.0.1:8000; it answers under /api
  --wechat URL       the fake WeChat (npm run mock), which the backend must have as its WeChat,
                     by base URL (URL/api.weixin.qq.com) or by --proxy   (http://127.0.0.1:3900)
  --format FORMAT    text, json or junit                                 (text)
  --output FILE      where the report is written                         (printed)
  --list             the checks, without running them
  --help             this text

It makes up people at the fake WeChat, and signs them in; it deletes only what is theirs.
Exit code: 0 all well, 1 something is wrong, 2 it could not be checked.`,
}

const formats: Record<string, (report: Report) => string> = {
  text: toText,
  json: toJson,
  junit: toJunit,
}

/**
 * The whole command: checks a backend and reports.
 *
 * @returns the exit code: 0 all well, 1 something is wrong, 2 it could not be checked
 */
export async function runContract(args: string[]): Promise<number> {
  try {
    return await command(args)
  } catch (error) {
    const { message } = error as Error
    console.error(
      error instanceof UsageError ? `${message}\n\n${inLanguage(contractUsage)}` : message,
    )
    return 2
  }
}

async function command(args: string[]): Promise<number> {
  const { help, list, backend, wechat, format, output } = read(args)
  if (help) console.log(inLanguage(contractUsage))
  else if (list) console.log(checks.map(({ title }) => inLanguage(title)).join('\n'))
  if (help || list) return 0
  const write = formats[format]
  if (!write)
    throw new UsageError(
      say(
        `--format 只能是 text、json 或 junit，不能是 "${format}"。`,
        `--format must be text, json or junit, not "${format}".`,
      ),
    )
  const world = new World(readUrl('backend', backend), readUrl('wechat', wechat))
  await expectFake(world.wechat)
  await expectReachable(`${world.backend}/api/session`, say('后端', 'The backend'))
  const report = await runChecks(world)
  if (output === undefined) console.log(write(report))
  else {
    writeFileSync(output, `${write(report)}\n`)
    console.log(toText(report))
  }
  return report.findings.length === 0 ? 0 : 1
}

function read(args: string[]) {
  const { values } = readCommandLine({
    args,
    options: {
      backend: { type: 'string', default: '' },
      wechat: { type: 'string', default: 'http://127.0.0.1:3900' },
      format: { type: 'string', default: 'text' },
      output: { type: 'string' },
      list: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  return values
}

function readUrl(name: string, text: string): string {
  if (text === '') throw new UsageError(say(`请给出 --${name} URL`, `Say which: --${name} URL`))
  if (/^https?:/i.test(text) && URL.canParse(text)) return text
  throw new UsageError(
    say(
      `--${name} 必须是 http(s) 地址，不能是 "${text}"。`,
      `--${name} must be an http(s) address, not "${text}".`,
    ),
  )
}

async function expectReachable(url: string, what: string): Promise<Response> {
  try {
    return await fetch(url)
  } catch {
    throw new Error(
      say(
        `${what}连不上：${url}。它启动了吗？`,
        `${what} can't be reached at ${url}. Is it running?`,
      ),
    )
  }
}

async function expectFake(wechat: string) {
  const answer = await expectReachable(`${wechat}/__mock/health`, say('假微信', 'The fake WeChat'))
  if (answer.ok) return
  throw new Error(
    say(
      `${wechat} 的 /__mock/health 应答 ${answer.status}：它是本机的假微信（npm run mock）吗？`,
      `${wechat} answers ${answer.status} at /__mock/health: is it the fake WeChat (npm run mock), on this machine?`,
    ),
  )
}
