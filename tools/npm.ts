import { dirname, join } from 'node:path'

/**
 * The command that is npm, to be started without a shell: on Windows `npm` is a `.cmd`, which only a
 * shell starts, and a shell takes paths with spaces apart. npm's own script lies beside Node there.
 *
 * @param args for npm
 * @returns a program and its arguments, as `execFile` takes them
 */
export function npmCommand(
  args: string[],
  { platform, execPath, env } = process,
): [program: string, args: string[]] {
  const script = env['npm_execpath']
  if (script && /npm-cli\.c?js$/.test(script)) return [execPath, [script, ...args]]
  if (platform !== 'win32') return ['npm', args]
  return [execPath, [join(dirname(execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'), ...args]]
}
