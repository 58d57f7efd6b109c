import { execFileSync } from 'node:child_process'
import { networkInterfaces } from 'node:os'

export interface Reply {
  status: number
  headers: Record<string, string>
  text: string
}

export interface Asking {
  method?: string
  headers?: Record<string, string>
  body?: string
}

/** Another machine, as seen by a server that listens everywhere on this one. */
export interface Outside {
  /** This machine's address, as the other one has it. */
  address: string
  /** What the other machine gets; `undefined` when it can't connect. */
  ask(url: string, asking?: Asking): Reply | undefined
  close(): void
}

/**
 * A network namespace with a cable to this one: its packets come from an address that is not this
 * machine's. Where that is not permitted or `ip` is absent (said on standard error), this machine
 * calls itself by an address of its network, which is no loopback address either.
 */
export function openOutside(): Outside {
  const name = `wlk${process.pid}`
  const net = `10.213.${process.pid % 256}`
  const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'pipe' })
  const close = () => {
    for (const args of [
      ['link', 'del', `${name}a`],
      ['netns', 'del', name],
    ]) {
      try {
        ip(...args)
      } catch {
        // it was never made
      }
    }
  }
  try {
    ip('netns', 'add', name)
    ip('link', 'add', `${name}a`, 'type', 'veth', 'peer', 'name', `${name}b`, 'netns', name)
    ip('addr', 'add', `${net}.1/24`, 'dev', `${name}a`)
    ip('link', 'set', `${name}a`, 'up')
    ip('-n', name, 'addr', 'add', `${net}.2/24`, 'dev', `${name}b`)
    ip('-n', name, 'link', 'set', `${name}b`, 'up')
    ip('-n', name, 'link', 'set', 'lo', 'up')
  } catch (error) {
    close()
    console.warn(`No network namespace here (${(error as Error).message}): own address instead.`)
    return { address: ownAddress(), ask: (url, asking) => ask([], url, asking), close: () => {} }
  }
  const within = ['ip', 'netns', 'exec', name]
  return { address: `${net}.1`, ask: (url, asking) => ask(within, url, asking), close }
}

function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flat()
  const own = all.find((one) => one?.family === 'IPv4' && !one.internal)
  if (own) return own.address
  throw new Error('This machine has no address but loopback, and may make no network namespace.')
}

/** Asks by `node:http`, which lets a `Host` be forged and follows no redirect. */
const PROGRAM = `
const { request } = await import('node:http')
const [url, asking] = JSON.parse(process.argv[1])
const { pathname, search } = new URL(url)
const path = asking.path ?? pathname + search
const sent = request(url, { method: asking.method, headers: asking.headers, path, timeout: 5000 }, async (answer) => {
  let text = ''
  for await (const chunk of answer) { text += chunk; if (text.length > 1e6) break }
  console.log(JSON.stringify({ status: answer.statusCode, headers: answer.headers, text }))
  process.exit()
})
sent.on('timeout', () => sent.destroy())
sent.on('error', () => console.log('null'))
sent.end(asking.body)`

function ask(within: string[], url: string, asking: Asking = {}): Reply | undefined {
  // A path that fetch or URL would tidy up goes as it is.
  const path = /^https?:\/\/[^/]+(\/.*)$/.exec(url)?.[1]
  const given = JSON.stringify([url, { ...asking, path }])
  const [command, ...args] = [
    ...within,
    process.execPath,
    '--input-type=module',
    '--eval',
    PROGRAM,
    given,
  ]
  const said = execFileSync(command, args, { encoding: 'utf8' })
  return (JSON.parse(said) as Reply | null) ?? undefined
}
