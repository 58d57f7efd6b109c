import { fillInBrowser } from './browser.ts'
import { closeAll } from './launch.ts'
import { resetNetwork, stopNetwork, watchNetwork } from './network.ts'
import { failOnProblems, forgetProblems, watchForProblems } from './problems.ts'
import { forgetPrograms } from './program.ts'
import { defineGlobals, forgetGlobals } from './test-globals.ts'
import { turn } from './wait.ts'

/** Registers functions that a test runner calls before and after tests. */
interface Hooks {
  beforeEach: (hook: () => Promise<void>) => void
  afterEach: (hook: () => Promise<void>) => void
  afterAll: (hook: () => void) => void
}

/**
 * Makes a test file one in which a mini-program runs: called once, before its tests are read.
 *
 * @param hooks the runner's
 */
export function install({ beforeEach, afterEach, afterAll }: Hooks) {
  forgetPrograms()
  fillInBrowser()
  watchNetwork()
  watchForProblems()
  defineGlobals()

  beforeEach(async () => {
    forgetProblems()
    await resetNetwork()
  })

  afterEach(async () => {
    await turn() // rejections come to light when all else is done
    closeAll()
    forgetGlobals()
    failOnProblems()
  })

  afterAll(stopNetwork)
}
