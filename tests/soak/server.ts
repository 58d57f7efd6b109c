import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Held } from './watched.ts'

/** A server under load. */
export interface Server {
  child: ChildProcess
  origin: string
  /** Resolves when the process is gone. */
  ended: Promise<void>
  /** Memory it holds when nothing is in flight. */
  held: () => Promise<Held>
}

/** Starts the mock server in a process of its own. */
export async function startServer(args: string[]): Promise<Server> {
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', 'tests/soak/watched.ts', '--port', '0', ...args],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  )
  const kill = () => child.kill('SIGKILL') // also when a check fails
  process.once('exit', kill)
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      process.off('exit', kill)
      resolve()
    }),
  )
  const origin = await new Promise<string>((resolve, reject) => {
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      output += String(chunk)
      const found = /running at (http:\S+)/.exec(output)?.[1]
      if (found !== undefined) resolve(found)
    })
    void ended.then(() => reject(new Error(`The server ended early:\n${output}`)))
  })
  const held = async () => {
    const [answer] = (child.send('held?'), await once(child, 'message')) as [Held]
    return answer
  }
  return { child, origin, ended, held }
}
