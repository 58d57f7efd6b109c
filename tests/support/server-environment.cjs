const { TestEnvironment } = require('jest-environment-node')
const { loadFakeWechat } = require('../../simulator/jest/fake-wechat.ts')

/** Node with the mock server in memory: what tests of pages have, without the phone. */
module.exports = class ServerEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context)
    const { cacheDirectory } = config.projectConfig
    const { watch, watchAll, collectCoverage } = config.globalConfig
    this.global.miniprogramHost = {
      loadFakeWechat: collectCoverage // of these very sources
        ? undefined
        : () => loadFakeWechat(this.getVmContext(), cacheDirectory, watch || watchAll),
    }
  }
}
