import { spawnSync } from 'node:child_process'

/** One part of a long command, and the seconds it took. */
interface Part {
  name: string
  seconds: number
  passed: boolean
}

/**
 * Runs npm scripts one after another, until one fails, and prints at the end how long each took.
 * Through a shell, because npm on Windows is a batch file.
 *
 * @returns whether all passed
 */
export function runSteps(names: readonly string[]): boolean {
  const parts: Part[] = []
  for (const name of names) {
    const start = performance.now()
    const { status } = spawnSync(`npm run --silent ${name}`, { shell: true, stdio: 'inherit' })
    const part = { name, seconds: (performance.now() - start) / 1000, passed: status === 0 }
    parts.push(part)
    if (!part.passed) break
  }
  console.log(timesOf(parts))
  return parts.every(({ passed }) => passed) && parts.length === names.length
}

/** A line for each part, and one for all. */
export function timesOf(parts: readonly Part[]): string {
  const total = parts.reduce((sum, { seconds }) => sum + seconds, 0)
  const line = (name: string, seconds: number, note = '') =>
    `${name.padEnd(16)}${seconds.toFixed(1).padStart(7)} s${note}`
  const lines = parts.map(({ name, seconds, passed }) =>
    line(name, seconds, passed ? '' : '  FAILED'),
  )
  return [...lines, line('all', total)].join('\n')
}
