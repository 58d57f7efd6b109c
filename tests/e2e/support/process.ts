import { spawn, type ChildProcess } from 'node:child_process'

/** A program that runs. */
export interface Run {
  child: ChildProcess
  /** Its output so far, on both streams. */
  output(): string
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string>
}

const started = new Set<ChildProcess>()

/** Starts `npm start`'s command itself, so that signals reach the server. */
export function runServer(args: string[], env: Record<string, string> = {}): Run {
  return run(['mock-server/cli.ts', ...args], env)
}

/** The same with the preview. */
export function runStart(args: string[]): Run {
  return run(['start.ts', ...args])
}

/** Starts `npm start`'s: the mock server with the preview. */
export function runPreview(args: string[]): Run {
  return run(['start.ts', ...args])
}

/** Runs a piece of a program that no command starts as such. */
export function runScript(script: string): Run {
  return run(['--input-type=module', '--eval', script])
}

/** Starts a program of the kit. */
export function run(args: string[], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.add(child)
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)))
  child.stderr.on('data', (chunk: Buffer) => (output += String(chunk)))
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal ?? ''))
  })
  return { child, output: () => output, ended }
}

/** Waits until the server says where it is. */
export async function originOf(run: Run): Promise<string> {
  const said = () => /running at (http:\S+)/.exec(run.output())?.[1]
  const over = run.ended.then(() => {
    if (!said()) throw new Error(`The server ended early:\n${run.output()}`)
  })
  while (!said()) await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 10))])
  return said() as string
}

/** Ends whatever a test left running. */
export function killAll() {
  for (const child of started) child.kill('SIGKILL')
  started.clear()
}
