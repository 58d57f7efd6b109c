import { parseArgs, type ParseArgsConfig } from 'node:util'
import { say } from './language.ts'
import { swallowedHint, withSwallowed } from './swallowed.ts'
import { UsageError } from './usage-error.ts'

/**
 * Reads a command line, as Node's `parseArgs` does; what npm took of it is given back.
 *
 * @throws UsageError naming the argument that is wrong, in the terminal's language
 */
export function readCommandLine<Config extends ParseArgsConfig>(
  config: Config,
  env: NodeJS.ProcessEnv = process.env,
): ReturnType<typeof parseArgs<Config>> {
  const { args: given = [], options = {}, allowPositionals } = config
  const args = withSwallowed(given, options, env, allowPositionals)
  try {
    return parseArgs<Config>({ ...config, args })
  } catch (error) {
    throw new UsageError(wordsFor(error as NodeJS.ErrnoException) + swallowedHint(args, env))
  }
}

function wordsFor({ code, message }: NodeJS.ErrnoException): string {
  const what = /'([^']+)'/.exec(message)?.[1] ?? ''
  const name = what.split(/[ ,]/)[0] ?? ''
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    return say(`没有 ${name} 这个选项。`, `There is no option ${name}.`)
  }
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') {
    return say(`多了 "${what}"。`, `"${what}" is one too many.`)
  }
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return message
  const flag = /--[\w-]+/.exec(what)?.[0] ?? name
  if (/does not take/.test(message)) {
    return say(`${flag} 后面不能有值。`, `${flag} takes no value.`)
  }
  return say(
    `${flag} 后面要有一个值；值以 - 开头时写成 ${flag}=值。`,
    `${flag} needs a value; one that begins with - is written ${flag}=VALUE.`,
  )
}
