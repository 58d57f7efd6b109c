import type { ParseArgsConfig } from 'node:util'
import { say } from './language.ts'
import { UsageError } from './usage-error.ts'

type Flags = NonNullable<ParseArgsConfig['options']>

/** npm takes the beginning of one of its own options for that option. */
const AS_NPM_READS: Record<string, string> = { js: 'json' }

/**
 * PowerShell takes `--` out of `npm start -- --project DIR` (npm/cli#9353), and npm then keeps the
 * flags for itself, as `npm_config_project`. They are given back where it is clear what was meant.
 *
 * @param args what the program was given
 * @param flags the options that it takes
 * @throws UsageError with the line to type, where a value can't be told from another
 */
export function withSwallowed(
  args: readonly string[],
  flags: Flags,
  env: NodeJS.ProcessEnv,
  allowPositionals = false,
): string[] {
  if (!isNpm(env) || args.some((arg) => arg.startsWith('-'))) return [...args]
  const back: string[] = []
  const lost: string[] = []
  for (const [flag, { type }] of Object.entries(flags)) {
    for (const value of valuesOf(flag, env)) {
      if (type === 'boolean') {
        if (value === 'true') back.push(`--${flag}`)
      } else if (value === 'true' || value === '') lost.push(flag)
      else back.push(`--${flag}=${value}`)
    }
  }
  const [flag] = lost
  if (flag === undefined) return [...args, ...back]
  // npm left the value where it stood: the one argument there is, of a command that takes none.
  const isClear = lost.length === 1 && args.length === 1 && !allowPositionals
  if (isClear) return [...back, `--${flag}=${args[0]}`]
  throw new UsageError(refusal(args, back, lost, env))
}

/** True of a program that `npm run` started: pnpm and yarn keep no flags. */
const isNpm = ({ npm_lifecycle_event: script, npm_config_user_agent: agent }: NodeJS.ProcessEnv) =>
  script !== undefined && (agent?.startsWith('npm/') ?? false)

function valuesOf(flag: string, env: NodeJS.ProcessEnv): string[] {
  const variable = (name: string) => env[`npm_config_${name.replaceAll('-', '_')}`]
  const isDenied = flag.startsWith('no-') && variable(flag.slice(3)) === ''
  if (isDenied) return ['true']
  const value = variable(flag) ?? variable(AS_NPM_READS[flag] ?? flag)
  return value === undefined ? [] : value.split('\n\n') // given more than once
}

function refusal(
  args: readonly string[],
  back: string[],
  lost: string[],
  env: NodeJS.ProcessEnv,
): string {
  const isOne = lost.length === 1 && args.length > 0
  const rest = isOne ? args.slice(0, -1) : args
  const given = lost.map((flag) => `--${flag}=${isOne ? args.at(-1) : say('值', 'VALUE')}`)
  const line = [npmCommand(env), '"--"', ...[...rest, ...back, ...given].map(quoted)].join(' ')
  return say(
    `这个终端把 -- 吞掉了（PowerShell 会这样），分不清哪个值属于 ${named(lost)}。请输入：\n  ${line}`,
    `This terminal took -- away, as PowerShell does, so that the value of ${named(lost)} is not clear. Type:\n  ${line}`,
  )
}

const named = (flags: string[]) => flags.map((flag) => `--${flag}`).join(', ')

const quoted = (arg: string) => (/[\s&|<>^]/.test(arg) ? `"${arg}"` : arg)

/** The npm command that started this program: `npm start`, `npm run create`. */
function npmCommand({ npm_lifecycle_event: script }: NodeJS.ProcessEnv): string {
  return script === 'start' ? 'npm start' : `npm run ${script}`
}

/** A hint for an unexpected argument: it may be a value whose flag npm took. */
export function swallowedHint(args: readonly string[], env: NodeJS.ProcessEnv): string {
  if (!isNpm(env) || args.length === 0 || args.some((arg) => arg.startsWith('-'))) return ''
  const command = npmCommand(env)
  return say(
    `\n在 PowerShell 里，选项要这样写：${command} "--" --选项=值`,
    `\nIn PowerShell options are written: ${command} "--" --option=value`,
  )
}
