import type { ActivityLog, ConsoleLevel } from './activity.ts'

const LEVELS: readonly ConsoleLevel[] = ['log', 'info', 'warn', 'error', 'debug']

/**
 * Records what the mini-program prints, and prints it.
 *
 * @returns the console for the kit's own words, which are no part of it
 */
export function listenToConsole(log: ActivityLog): Pick<Console, ConsoleLevel> {
  const own = Object.fromEntries(LEVELS.map((level) => [level, console[level].bind(console)]))
  for (const level of LEVELS) {
    console[level] = (...values: unknown[]) => {
      own[level]?.(...values)
      const stack = new Error().stack ?? ''
      log.add({ kind: 'console', level, values: values.map(copyOf), stack })
    }
  }
  return own as Pick<Console, ConsoleLevel>
}

/** A value as it is now: what is printed may be changed later. */
function copyOf(value: unknown): unknown {
  if (value instanceof Error) return value
  try {
    return structuredClone(value)
  } catch {
    return value // holds a function or an element
  }
}
