import {
  contractUsage,
  inLanguage,
  runContract,
  say,
  UsageError,
  wordsOf,
  type Words,
} from '../../mock-server/index.ts'
import { autoUsage, checkUsage, mcpUsage, smokeUsage } from './usage.ts'
import { tryOut, tryUsage } from './try.ts'
import { usage as createUsage } from './create/options.ts'
import { initUsage, liftUsage, mockUsage, overview, startUsage, updateUsage } from './usage-kit.ts'

interface Command {
  usage: Words
  /** @returns the exit code; nothing while it keeps serving */
  run(args: string[]): Promise<number | undefined>
}

/** The subcommands of the kit's command, each loaded when it is used. */
const commands: Record<string, Command> = {
  start: { usage: startUsage, run: async (args) => (await import('./start.ts')).start(args) },
  mock: { usage: mockUsage, run: async (args) => (await import('./start.ts')).mock(args) },
  try: { usage: tryUsage, run: tryOut },
  create: { usage: createUsage, run: async (args) => (await import('./create.ts')).create(args) },
  init: { usage: initUsage, run: async (args) => (await import('./init.ts')).init(args) },
  lift: { usage: liftUsage, run: async (args) => (await import('./lift.ts')).lift(args) },
  update: { usage: updateUsage, run: async (args) => (await import('./update.ts')).update(args) },
  contract: { usage: contractUsage, run: (args) => runContract(args) },
  auto: { usage: autoUsage, run: async (args) => (await import('./auto.ts')).auto(args) },
  mcp: { usage: mcpUsage, run: async (args) => (await import('./mcp.ts')).mcp(args) },
  check: { usage: checkUsage, run: async (args) => (await import('./check.ts')).check(args) },
  smoke: { usage: smokeUsage, run: async (args) => (await import('./smoke/smoke.ts')).smoke(args) },
}

/** Errors whose message says what to do; any other is a bug and is printed with its stack. */
const CLEAR = new Set([
  'UsageError',
  'ProjectError',
  'BrowserMissing',
  'StoreError',
  'CreateError',
  'InitError',
  'UpdateError',
])

/** An optional dependency: tests with jest need no browser. */
const withoutPlaywright = () =>
  say(
    '这个命令需要 playwright-core：npm install --save-dev playwright-core',
    'This needs playwright-core: npm install --save-dev playwright-core',
  )
const isWithoutPlaywright = (error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException
  return code === 'ERR_MODULE_NOT_FOUND' && message.includes('playwright-core')
}

const noSuchCommand = (name: string) =>
  say(`没有 "${name}" 这个命令。\n\n`, `There is no command "${name}".\n\n`)

/** DevTools' command of 2019, which older clients still speak: `--auto FOLDER --auto-port 9420`. */
function inTodaysWords([first = '', ...rest]: string[]): string[] {
  return first === '--auto' ? ['auto', '--project', ...rest] : [first, ...rest]
}

const [name = '', ...args] = inTodaysWords(process.argv.slice(2))
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
const isHelp = args.includes('--help') || args.includes('-h')

if (!command || isHelp) {
  const isAsked = isHelp || ['--help', '-h'].includes(name)
  const unknown = command || name === '' || name.startsWith('-') ? '' : noSuchCommand(name)
  const shown = command ? inLanguage(command.usage) : overview(Object.keys(commands))
  ;(isAsked ? console.log : console.error)(unknown + shown)
  process.exitCode = isAsked ? 0 : 1
} else {
  try {
    process.exitCode = await command.run(args)
  } catch (error) {
    if (isWithoutPlaywright(error)) console.error(withoutPlaywright())
    else console.error(CLEAR.has((error as Error).name) ? wordsOf(error as Error) : error)
    if (error instanceof UsageError) console.error(`\n${inLanguage(command.usage)}`)
    process.exit(1)
  }
}
