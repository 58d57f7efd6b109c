import { say } from '../../../mock-server/index.ts'

/** A test runner: the files that `init` writes for it. */
export interface Runner {
  name: 'jest' | 'vitest'
  /** Names that its configuration may have; one that is there stays as it is. */
  configs: string[]
  /** The line that such a one needs. */
  hint: string
  config(isModule: boolean): { name: string; text: string }
  firstTest(firstPage: string, isModule: boolean): string
}

const withJest: Runner = {
  name: 'jest',
  configs: ['js', 'ts', 'mjs', 'cjs', 'json'].map((ending) => `jest.config.${ending}`),
  hint: "preset: 'weapp-login-kit'",
  config: (isModule) => ({
    name: 'jest.config.js',
    text: `/** @type {import('jest').Config} */
${isModule ? 'export default' : 'module.exports ='} {
  preset: 'weapp-login-kit',
  testMatch: ['<rootDir>/tests/**/*.test.js'],
}
`,
  }),
  firstTest: (firstPage, isModule) =>
    `${
      isModule
        ? "import { launch } from 'weapp-login-kit/jest'"
        : "const { launch } = require('weapp-login-kit/jest')"
    }
${firstTest(firstPage)}`,
}

const withVitest: Runner = {
  name: 'vitest',
  configs: ['vitest', 'vite'].flatMap((name) =>
    ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'].map((ending) => `${name}.config.${ending}`),
  ),
  hint: "plugins: [weapp()], import weapp from 'weapp-login-kit/vitest-plugin'",
  // An ES module whatever package.json says.
  config: () => ({
    name: 'vitest.config.mjs',
    text: `import weapp from 'weapp-login-kit/vitest-plugin'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [weapp()],
  test: { include: ['tests/**/*.test.js'] },
})
`,
  }),
  firstTest: (firstPage) => `import { expect, test } from 'vitest'
import { launch } from 'weapp-login-kit/vitest'
${firstTest(firstPage)}`,
}

const firstTest = (firstPage: string) => `
test('${say('首页能打开', 'the first page opens')}', async () => {
  const phone = launch('/${firstPage}')
  await phone.idle()
  expect(phone.pages.stack.map((page) => page.route)).toEqual(['${firstPage}'])
})
`

/** Both, by name. */
export const runners = { jest: withJest, vitest: withVitest }
