import { fillInBrowser } from './browser.ts'
import { closeAll } from './launch.ts'
import { resetNetwork, stopNetwork, watchNetwork } from './network.ts'
import { failOnProblems, forgetProblems, watchForProblems } from './problems.ts'
import { defineGlobals, forgetGlobals } from './test-globals.ts'
import { turn } from './wait.ts'

/** Makes a test file one in which a mini-program runs: called once, before its tests are read. */
export function install() {
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

  afterAll(() => stopNetwork())
}
