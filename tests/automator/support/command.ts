import { spawn, type ChildProcess } from 'node:child_process'

/** A command that runs. */
export interface Command {
  child: ChildProcess
  /** Its output so far, on both streams. */
  output(): string
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string>
}

const started = new Set<ChildProcess>()

/** Starts the kit's one command with a subcommand and its options. */
export const runCommand = (...args: string[]): Command => runCommandWith({}, ...args)

/** The same with other environment variables. */
export function runCommandWith(env: Record<string, string>, ...args: string[]): Command {
  const child = spawn(process.execPath, ['--import', 'tsx', 'simulator/cli/cli.ts', ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  started.add(child)
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)))
  child.stderr.on('data', (chunk: Buffer) => (output += String(chunk)))
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => {
      started.delete(child)
      resolve(code ?? signal ?? '')
    })
  })
  return { child, output: () => output, ended }
}

/** Ends whatever a test left running. */
export async function endAll() {
  const left = [...started].map((child) => {
    child.kill('SIGTERM')
    return new Promise((resolve) => child.once('close', resolve))
  })
  await Promise.all(left)
}
