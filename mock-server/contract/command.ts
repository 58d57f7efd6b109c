import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { toJson, toJunit, toText } from './report.ts'
import { checks, runChecks, type Report } from './run-checks.ts'
import { World } from './world.ts'

export const contractUsage = `Usage: npm run contract -- --backend URL [options]

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
Exit code: 0 all well, 1 something is wrong, 2 it could not be checked.`

const formats: Record<string, (report: Report) => string> = {
  text: toText,
  json: toJson,
  junit: toJunit,
}

/** What was asked for can't be done; `message` says why. */
class UsageError extends Error {
  override name = 'UsageError' as const
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
    console.error(error instanceof UsageError ? `${message}\n\n${contractUsage}` : message)
    return 2
  }
}

async function command(args: string[]): Promise<number> {
  const { help, list, backend, wechat, format, output } = read(args)
  if (help) console.log(contractUsage)
  else if (list) console.log(checks.map(({ name }) => name).join('\n'))
  if (help || list) return 0
  const write = formats[format]
  if (!write) throw new UsageError(`--format must be text, json or junit, not "${format}".`)
  const world = new World(readUrl('backend', backend), readUrl('wechat', wechat))
  await expectFake(world.wechat)
  await expectReachable(`${world.backend}/api/session`, 'The backend')
  const report = await runChecks(world)
  if (output === undefined) console.log(write(report))
  else {
    writeFileSync(output, `${write(report)}\n`)
    console.log(toText(report))
  }
  return report.findings.length === 0 ? 0 : 1
}

function read(args: string[]) {
  try {
    const { values } = parseArgs({
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
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function readUrl(name: string, text: string): string {
  if (text === '') throw new UsageError(`Say which: --${name} URL`)
  if (/^https?:/i.test(text) && URL.canParse(text)) return text
  throw new UsageError(`--${name} must be an http(s) address, not "${text}".`)
}

async function expectReachable(url: string, what: string): Promise<Response> {
  try {
    return await fetch(url)
  } catch {
    throw new Error(`${what} can't be reached at ${url}. Is it running?`)
  }
}

async function expectFake(wechat: string) {
  const answer = await expectReachable(`${wechat}/__mock/health`, 'The fake WeChat')
  if (answer.ok) return
  throw new Error(
    `${wechat} answers ${answer.status} at /__mock/health: is it the fake WeChat (npm run mock), on this machine?`,
  )
}
