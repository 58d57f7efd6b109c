import type * as miniprogramSimulate from 'miniprogram-simulate/src/index.js'
import { withoutGlobals } from './test-globals.ts'

/**
 * miniprogram-simulate as the preset provides it: unchanged, but with the kit's `wx` instead of its
 * own, in which every call succeeds. It can be used beside `launch`, even in one test file.
 */
const simulate = withoutGlobals(
  () => require('miniprogram-simulate/src/index.js') as typeof miniprogramSimulate,
)

/** miniprogram-simulate's own functions. */
export const { behavior, match, render, scroll, sleep } = simulate

/**
 * Registers a component. In jest a script runs once per test file, so that a second `load` would
 * register nothing: here it runs each time, with what it requires.
 */
export const load: typeof simulate.load = (...given) => {
  let id = ''
  jest.isolateModules(() => {
    id = withoutAdvice(() => simulate.load(...given))
  })
  return id
}

/** Its style compiler uses a deprecated name of postcss, which warns at every load. */
function withoutAdvice<T>(run: () => T): T {
  const { warn } = console
  console.warn = (...args: unknown[]) => {
    if (!String(args[0]).includes('postcss.plugin was deprecated')) warn(...args)
  }
  try {
    return run()
  } finally {
    console.warn = warn
  }
}

export default { ...simulate, load }
