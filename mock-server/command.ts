import { isEverywhere, networkAddresses } from './http/addresses.ts'
import { readOptions, usage, UsageError, type CliOptions } from './options.ts'
import { exportLines } from './proxy/environment.ts'
import { startServer, type MakeFront, type RunningServer } from './server.ts'

/** Makes the front that the options ask for. */
export type MakeProjectFront = (options: CliOptions) => MakeFront

/** The whole command: reads options, serves, stops at Ctrl-C, and says clearly what went wrong. */
export async function runCommand(args: string[], makeFront?: MakeProjectFront) {
  try {
    const options = readOptions(args, process.env)
    if (options === 'help') console.log(usage)
    else await run(options, makeFront?.(options))
  } catch (error) {
    fail(error)
  }
}

/**
 * Ctrl-C, and what asks a program to end. Windows says SIGBREAK at Ctrl-Break and SIGHUP when the
 * console's window closes; elsewhere SIGHUP is left alone, for `nohup`.
 */
const ENDINGS: readonly NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP'] : ['SIGINT', 'SIGTERM']

async function run(options: CliOptions, makeFront?: MakeFront) {
  const server = await startServer(options, makeFront)
  console.log(greeting(server, options, makeFront !== undefined))
  server.ready.catch(async (error: unknown) => {
    await server.close()
    console.error('The preview could not start. "npm run mock" serves without it.')
    fail(error)
  })
  let stopping = false
  const stop = async () => {
    if (stopping) process.exit(1) // a second Ctrl-C means: now
    stopping = true
    await server.close()
    console.log('Stopped.')
    process.exit(0)
  }
  for (const signal of ENDINGS) process.on(signal, () => void stop())
}

function greeting(
  { origin, port, proxy }: RunningServer,
  { host, hosts, location, live }: CliOptions,
  hasPreview: boolean,
): string {
  const first = hasPreview
    ? `${origin}/                     the preview: the mini-program in your browser, drawn live`
    : `${origin}/                     what is served where`
  const kept = location === ':memory:' ? 'nowhere (--memory)' : location
  return `
weapp-login-kit is running at ${origin}

  ${first}
  ${origin}/api                  the developer's backend
  ${origin}/api.weixin.qq.com    the fake WeChat: give it to your own backend as base URL
  ${origin}/__mock/state         everything the mock remembers, secrets masked${forPhones(host, hosts, port)}

  Data is kept in ${kept}.${ofLive(live)}
${ofProxy(proxy)}
In WeChat DevTools: 导入项目 (Import), choose this folder, keep the test appid, open.
Nothing is built and no account is needed; ${forDevTools(origin, port)}

Stop with Ctrl-C.`
}

/** The preview finds this server wherever it is; DevTools goes by what the mini-program says. */
function forDevTools(origin: string, port: number): string {
  if (port === 3900) return 'the sign-in page talks to this server.'
  return `let \`develop\` of its config be ${origin}.`
}

function ofProxy(proxy: RunningServer['proxy']): string {
  if (!proxy) return ''
  return `
It is https://api.weixin.qq.com itself, too, as a proxy on port ${proxy.port}. Your backend needs no other
address and no change, only this environment:

${exportLines(proxy.environment)
  .map((line) => `  ${line}`)
  .join('\n')}
`
}

function ofLive(live: CliOptions['live']): string {
  if (!live) return ''
  return `\n  Live: the backend asks ${live.baseUrl} as ${live.appid}; the simulated phone can't sign in.`
}

function forPhones(host: string, hosts: string[], port: number): string {
  if (!isEverywhere(host)) return ''
  return [...networkAddresses(), ...hosts]
    .map((at) => `\n  http://${at}:${port}/    for a phone`)
    .join('')
}

function fail(error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException
  if (error instanceof UsageError) {
    console.error(`${message}\n\n${usage}`)
  } else if (code === 'EADDRINUSE') {
    console.error(
      `The port is taken (${(error as { port?: number }).port ?? ''}): another program listens there, ` +
        'perhaps an earlier "npm start".\nStop that one, or choose others: npm start -- --port 3910 ' +
        '(and --proxy-port 3911, where the proxy runs)',
    )
  } else if (['EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND'].includes(code ?? '')) {
    console.error(`This address can't be listened on (${code}). Choose another --host or --port.`)
  } else if (
    ['StoreError', 'SeedError', 'TrustError', 'ProjectError'].includes((error as Error).name)
  ) {
    console.error(message)
  } else {
    console.error(error)
  }
  process.exit(1)
}
