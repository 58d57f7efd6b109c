import { execFile, spawnSync } from 'node:child_process'

/** True when a program is installed here. */
export const isInstalled = (program: string, ...args: string[]) =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0

/** A program that ended. */
export interface Finished {
  code: number
  output: string
  errors: string
}

/** Runs a program to its end, with these variables in its environment, in this folder. */
export function runProgram(
  program: string,
  args: string[],
  env: Record<string, string> = {},
  cwd?: string,
): Promise<Finished> {
  return new Promise((resolve) => {
    execFile(
      program,
      args,
      { env: { ...process.env, ...env }, cwd, timeout: 60_000 },
      (error, output, errors) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, output, errors })
      },
    )
  })
}
