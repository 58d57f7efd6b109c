import { inLanguage, say, wordsOf } from './command-line/language.ts'
import { UsageError } from './command-line/usage-error.ts'
import { readOptions, type CliOptions } from './options.ts'
import type { MakeFront } from './listen.ts'
import { startServer } from './server.ts'
import { greeting } from './greeting.ts'
import { previewUsage, serverUsage } from './usage.ts'

/** Makes the front that the options ask for. */
export type MakeProjectFront = (options: CliOptions) => MakeFront

/** The whole command: reads options, serves, stops at Ctrl-C, and says clearly what went wrong. */
export async function runCommand(args: string[], makeFront?: MakeProjectFront) {
  try {
    const options = readOptions(args, process.env)
    if (options === 'help') console.log(usageOf(makeFront !== undefined))
    else await run(options, makeFront?.(options))
  } catch (error) {
    fail(error, makeFront !== undefined)
  }
}

/** The text that `--help` prints. */
function usageOf(hasPreview: boolean): string {
  const name = hasPreview ? 'weapp-login-kit start' : 'weapp-mock-server'
  const script = hasPreview ? 'npm start' : 'npm run mock'
  const head = say(
    `用法：${name} [选项]；在仓库里：${script} -- [选项]`,
    `Usage: ${name} [options]; in a clone: ${script} -- [options]`,
  )
  const options = [...(hasPreview ? [previewUsage] : []), serverUsage].map(inLanguage)
  return `${head}\n\n${options.join('\n')}`
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
    console.error(
      say(
        '预览没能启动。"npm run mock" 只启动服务器。',
        'The preview could not start. "npm run mock" serves without it.',
      ),
    )
    fail(error, true)
  })
  let stopping = false
  const stop = async () => {
    if (stopping) process.exit(1) // a second Ctrl-C means: now
    stopping = true
    await server.close()
    console.log(say('已停止。', 'Stopped.'))
    process.exit(0)
  }
  for (const signal of ENDINGS) process.on(signal, () => void stop())
}

function fail(error: unknown, hasPreview: boolean): never {
  const { code, message } = error as NodeJS.ErrnoException
  if (error instanceof UsageError) {
    console.error(`${message}\n\n${usageOf(hasPreview)}`)
  } else if (code === 'EADDRINUSE') {
    console.error(portTaken((error as { port?: number }).port, hasPreview))
  } else if (['EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND'].includes(code ?? '')) {
    console.error(
      say(
        `这个地址不能监听（${code}）。请换一个 --host 或 --port。`,
        `This address can't be listened on (${code}). Choose another --host or --port.`,
      ),
    )
  } else if (
    ['StoreError', 'SeedError', 'TrustError', 'ProjectError'].includes((error as Error).name)
  ) {
    console.error(wordsOf(error as Error))
  } else {
    console.error(error)
  }
  process.exit(1)
}

function portTaken(port: number | undefined, hasPreview: boolean): string {
  const command = hasPreview ? 'npm start' : 'npm run mock'
  return say(
    `端口 ${port ?? ''} 被别的程序占用了，也许是之前的 "npm start"。\n` +
      `停掉它，或者换一个：${command} -- --port=3910（开了代理时还有 --proxy-port=3911）`,
    `The port is taken (${port ?? ''}): another program listens there, perhaps an earlier "npm start".\n` +
      `Stop that one, or choose others: ${command} -- --port=3910 (and --proxy-port=3911, where the proxy runs)`,
  )
}
