const path = require('node:path')

const here = (file) => path.join(__dirname, file)

/**
 * The jest preset for a mini-program's tests: `preset: '<path>/simulator/jest'`. Everything
 * is found from here, so the project itself needs no dependency but jest.
 */
module.exports = {
  testEnvironment: here('environment.cjs'),
  setupFilesAfterEnv: [here('setup.cjs')],
  // 'ts' first: a stale .js beside a .ts is not what is meant.
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: { '\\.[cm]?[jt]s$': here('transform.cjs') },
  // msw depends on three packages that exist as ES modules only, wherever they are installed.
  transformIgnorePatterns: [
    '/node_modules/(?!.*/node_modules/)(?!(rettime|until-async|@open-draft/deferred-promise)/)',
  ],
  moduleNameMapper: {
    '^weapp-login-kit/jest$': here('index.cjs'),
    // Existing tests by miniprogram-simulate keep working, with the kit's wx.
    '^miniprogram-simulate$': here('plain.cjs'),
    // zod speaks fifty languages, one file each: 30 ms a test file.
    '^\\.\\./locales/index\\.cjs$': here('stubs/zod-locales.cjs'),
  },
  // Requests in flight need these; a test's fake timers leave them alone.
  fakeTimers: { doNotFake: ['nextTick', 'queueMicrotask'] },
}
