import { execFileSync } from 'node:child_process'
import { networkInterfaces } from 'node:os'

/** An answer that the other machine got. */
export interface Reply {
  status: number
  headers: Record<string, string>
  text: string
}

/** A request of the other machine. */
export interface Asking {
  method?: string
  headers?: Record<string, string>
  body?: string
}

/** Another machine, as seen by a server that listens everywhere on this one. */
export interface Outside {
  /** This machine's address, as the other one has it. */
  address: string
  /** The answer the other machine gets; `undefined` when it can't connect. */
  ask(url: string, asking?: Asking): Reply | undefined
  /** The same of many paths, each beside its answer. */
  askAll(origin: string, paths: string[]): [path: string, reply: Reply | undefined][]
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
    return outsideAt(ownAddress(), [], () => {})
  }
  return outsideAt(`${net}.1`, ['ip', 'netns', 'exec', name], close)
}

const outsideAt = (address: string, within: string[], close: () => void): Outside => ({
  address,
  ask: (url, asking = {}) => askAll(within, [[url, asking]])[0],
  askAll(origin, paths) {
    const replies = askAll(
      within,
      paths.map((path) => [origin + path, {}]),
    )
    return paths.map((path, index) => [path, replies[index]])
  },
  close,
})

function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flat()
  const own = all.find((one) => one?.family === 'IPv4' && !one.internal)
  if (own) return own.address
  throw new Error('This machine has no address but loopback, and may make no network namespace.')
}

/** Asks by `node:http`, which lets a `Host` be forged and a path go as it is, and follows no redirect. */
const PROGRAM = `
const { request } = await import('node:http')
const send = ([url, asking]) => new Promise((resolve) => {
  const { method, headers, path, body } = asking
  const sent = request(url, { method, headers, path, timeout: 5000 }, async (answer) => {
    let text = ''
    const said = () => resolve({ status: answer.statusCode, headers: answer.headers, text })
    setTimeout(said, 1000).unref() // a stream of events has no end
    try { for await (const chunk of answer) text += chunk } catch {}
    said()
  })
  sent.on('timeout', () => sent.destroy())
  sent.on('error', () => resolve(null))
  sent.end(body)
})
const replies = []
for (const one of JSON.parse(process.argv[1])) replies.push(await send(one))
process.stdout.write(JSON.stringify(replies), () => process.exit())`

function askAll(within: string[], asked: [url: string, asking: Asking][]): (Reply | undefined)[] {
  const given = asked.map(([url, asking]) => {
    const [, origin = '', path = '/'] = /^(https?:\/\/[^/]+)(\/.*)$/.exec(url) ?? []
    return [origin, { ...asking, path }]
  })
  const [command, ...args] = [
    ...within,
    process.execPath,
    '--input-type=module',
    '--eval',
    PROGRAM,
    JSON.stringify(given),
  ]
  const said = execFileSync(command ?? process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return (JSON.parse(said) as (Reply | null)[]).map((reply) => reply ?? undefined)
}
