const { TestEnvironment } = require('jest-environment-jsdom')

/** What jsdom lacks and the simulator, msw or a Hono app needs; all of it comes from Node. */
const NODE_GLOBALS = [
  'fetch',
  'Headers',
  'Request',
  'Response',
  'FormData',
  'Blob',
  'File',
  'TextEncoder',
  'TextDecoder',
  'ReadableStream',
  'TransformStream',
  'WritableStream',
  'AbortController',
  'AbortSignal',
  'BroadcastChannel',
  'structuredClone',
]

/**
 * jsdom with Node's fetch stack. `testEnvironmentOptions.miniprogram` names the folder of the
 * mini-program under test (the one with `app.json`).
 */
module.exports = class MiniprogramEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context)
    // Not 'browser': the node builds of msw and friends are the ones that work here.
    this.customExportConditions = ['node', 'node-addons']
    for (const name of NODE_GLOBALS) this.global[name] = globalThis[name]
    // Timers that `jest.useFakeTimers()` can not reach: the person at the phone lives in real time.
    this.global.miniprogramHost = { setTimeout, now: () => performance.now() }
    this.global.miniprogramRoot = config.projectConfig.testEnvironmentOptions.miniprogram
  }
}
