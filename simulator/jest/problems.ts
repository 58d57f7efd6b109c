import { inspect } from 'node:util'
import exparser from 'miniprogram-exparser'

/**
 * What went wrong where nobody looks. The component engine swallows whatever a handler, a lifecycle
 * function or an observer throws, and WeChat only tells `App.onError`; here it fails the test.
 */
let problems: unknown[] = []

export function reportProblem(problem: unknown) {
  problems.push(problem)
}

/** The problems so far, which then no longer fail the test: for tests that provoke them. */
export function takeProblems(): unknown[] {
  const taken = problems
  problems = []
  return taken
}

/** @throws the first problem nobody took */
export function failOnProblems() {
  const [first, ...others] = takeProblems()
  if (first === undefined) return
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  if (!(first instanceof Error)) throw new Error(`${inspect(first)}${more}`)
  first.message += more
  throw first
}

/** Listens where failures would be swallowed. Once per test file. */
export function watchForProblems() {
  exparser.addGlobalErrorListener((error) => {
    reportProblem(error)
    return false // it is ours now: do not print it as well
  })
  console.error = (...args: unknown[]) => {
    reportProblem(new Error(`console.error: ${args.map(String).join(' ')}`))
  }
}
