const { TestEnvironment } = require('jest-environment-jsdom')
const { existsSync } = require('node:fs')
const path = require('node:path')
const { bundleOf, runBundle } = require('./bundle.ts')
const { loadFakeWechat } = require('./fake-wechat.ts')
const { createHost, NODE_GLOBALS } = require('./host.ts')

/**
 * In milliseconds, where `testTimeout` in jest.config says nothing: the first request of all loads
 * the fake WeChat, which a busy machine may take seconds for.
 */
const TEST_TIMEOUT = 15_000

/** The kit's own modules in the test's window: sources in a clone, built in the package. */
const IS_CLONE = existsSync(path.join(__dirname, 'kit.ts'))
const KIT = IS_CLONE ? './kit.ts' : './kit.cjs'
/** Loaded when they are needed, which few test files do; some exist as ES modules only. */
const SELDOM = ['msw', 'msw/*', 'miniprogram-simulate', 'miniprogram-simulate/*']

/**
 * jsdom with Node's fetch stack. Its options (`testEnvironmentOptions` in jest.config):
 *
 * - `miniprogram`: the folder with `app.json`; by default what `project.config.json` says
 * - `fakeWechat: false`: no fake WeChat and no mock backend; requests go to the test's own handlers
 */
module.exports = class MiniprogramEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context)
    this.testTimeout = config.globalConfig.testTimeout ?? TEST_TIMEOUT
    const { rootDir, cacheDirectory, testEnvironmentOptions: options } = config.projectConfig
    const { watch, watchAll, collectCoverage } = config.globalConfig
    const mayChange = IS_CLONE && (watch || watchAll)
    // Not 'browser': the node builds of msw and friends are the ones that work here.
    this.customExportConditions = ['node', 'node-addons']
    for (const name of NODE_GLOBALS) this.global[name] = globalThis[name]
    this.global.miniprogramHost = createHost({
      rootDir,
      miniprogram: options.miniprogram,
      cacheDirectory,
      help: "jest.config: testEnvironmentOptions: { miniprogram: 'path/to/it' }",
      run: (script) => script.runInContext(this.getVmContext()),
      loadFakeWechat:
        options.fakeWechat === false
          ? undefined
          : () => loadFakeWechat(this.getVmContext(), cacheDirectory, mayChange),
      loadKit:
        IS_CLONE && collectCoverage // of these very sources
          ? undefined
          : (require, jest) => {
              const kit = bundleOf(KIT, SELDOM, cacheDirectory, mayChange)
              return (this.kit ??= runBundle(kit, this.getVmContext(), require, jest))
            },
    })
  }

  handleTestEvent(event, state) {
    // A test's own timeout, and `jest.setTimeout`, come after this and count.
    if (event.name === 'setup') state.testTimeout = this.testTimeout
    else this.reportRejection(event, state)
  }

  /**
   * Unhandled rejections go to the harness first, which reports where they happened and what to do.
   */
  reportRejection(event, state) {
    if (event.name !== 'error' || !event.promise) return
    if (!this.global.miniprogramHost?.onRejection?.(event.error, event.promise)) return
    state.unhandledRejectionErrorByPromiseTarget?.get(event.promise)?.delete(event.promise)
  }
}
