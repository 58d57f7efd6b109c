import { readCommandLine, readPort, say, UsageError } from '../../mock-server/index.ts'
import { listenForClients } from '../automator/sockets.ts'
import { openStage, type StageOptions } from './stage.ts'

interface AutoOptions extends StageOptions {
  port: number
  lingerMs: number
}

/** Options of DevTools' own command that clients pass on, and that mean nothing here. */
const ignored = {
  ticket: { type: 'string' },
  'trust-project': { type: 'boolean' },
  port: { type: 'string' },
  lang: { type: 'string' },
  debug: { type: 'boolean' },
} as const

function readAutoOptions(args: string[]): AutoOptions {
  const { values } = parse(args)
  const query = values.query?.replace(/^\?/, '')
  if (query !== undefined && values.path === undefined) {
    throw new UsageError(
      say(
        '--query 要和 --path 一起用：它是哪个页面的参数。',
        '--query needs --path: the page that it is for.',
      ),
    )
  }
  const page = query === undefined ? values.path : `${values.path}?${query}`
  return {
    project: values.project,
    port: readPort(values['auto-port']),
    lingerMs: readSeconds(values.linger) * 1_000,
    isHeaded: values.headed,
    needsPrivacy: values.privacy,
    ...given('account', values['auto-account']),
    ...given('page', page),
    ...given('scene', values.scene),
    ...given('baseLibrary', values['base-library']),
    ...given('profile', values.profile),
    ...given('scenario', values.scenario),
  }
}

const given = (name: string, value: string | undefined) =>
  value === undefined ? {} : { [name]: value }

function parse(args: string[]) {
  return readCommandLine({
    args,
    options: {
      ...ignored,
      project: { type: 'string', default: '.' },
      'auto-port': { type: 'string', default: '9420' },
      'auto-account': { type: 'string' },
      headed: { type: 'boolean', default: false },
      path: { type: 'string' },
      query: { type: 'string' },
      scene: { type: 'string' },
      'base-library': { type: 'string' },
      profile: { type: 'string' },
      privacy: { type: 'boolean', default: false },
      scenario: { type: 'string' },
      linger: { type: 'string', default: '60' },
    },
  })
}

function readSeconds(text: string): number {
  const seconds = Number(text)
  if (text.trim() !== '' && seconds >= 0) return seconds
  throw new UsageError(
    say(`--linger 是秒数，不能是 "${text}"。`, `--linger is a number of seconds, not "${text}".`),
  )
}

/** As long as a mini-program may take to start; clients are let in then even if it did not. */
const START_MS = 20_000
const LOOK_MS = 1_000

/**
 * Serves the automation protocol until a client closes it, a signal comes, or the program that
 * started it has ended and no client is left.
 *
 * @throws UsageError, ProjectError, BrowserMissing; Error with `code` EADDRINUSE when the port is taken
 */
export async function auto(args: string[]): Promise<undefined> {
  const options = readAutoOptions(args)
  const end = async (code: number) => {
    await stage.close()
    process.exit(code)
  }
  const stage = await openStage({ ...options, onClose: () => void end(0) })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void end(0))
  }
  // The launching client takes an open port for a phone that is ready.
  await Promise.race([
    stage.hub.call('Kit.idle').catch(() => {}),
    new Promise((resolve) => setTimeout(resolve, START_MS)),
  ])
  try {
    const sockets = await listenForClients(options.port, stage.hub)
    const { port } = sockets.address() as { port: number }
    const endpoint = `ws://127.0.0.1:${port}`
    console.log(
      say(
        `自动化协议在 ${endpoint}，模拟服务器在 ${stage.origin}`,
        `Automation at ${endpoint}, the mock server at ${stage.origin}`,
      ),
    )
  } catch (error) {
    await stage.close()
    const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    throw isTaken
      ? new UsageError(
          say(
            `端口 ${options.port} 被占用了，用 --auto-port 换一个。`,
            `Port ${options.port} is taken: choose another by --auto-port.`,
          ),
        )
      : error
  }
  endWithParent(stage.hub, options.lingerMs, () => void end(0))
}

/** A client that was killed closes nothing; the browser must not stay behind for that. */
function endWithParent(hub: { clients: number }, lingerMs: number, end: () => void) {
  const parent = process.ppid
  let aloneSince: number | undefined
  const timer = setInterval(() => {
    const isAlone = process.ppid !== parent && hub.clients === 0
    if (!isAlone) aloneSince = undefined
    else if (performance.now() - (aloneSince ??= performance.now()) >= lingerMs) end()
  }, LOOK_MS)
  timer.unref()
}
