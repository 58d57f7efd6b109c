import preset from './simulator/jest/jest-preset.cjs'

// Commands speak the terminal's language; tests read English, wherever they run.
process.env.LC_ALL = 'C.UTF-8'

/** What all tests share that run on no phone. */
export const common = {
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: { '^.+\\.(?:[cm]?js|ts)$': '<rootDir>/tests/support/transform.cjs' },
  // zod speaks fifty languages, one file each; loading those nobody asks for costs 30 ms a test file.
  moduleNameMapper: {
    '^\\.\\./locales/index\\.cjs$': '<rootDir>/simulator/jest/stubs/zod-locales.cjs',
  },
}

/** Tests of the server that start one themselves, or none. */
const WITHOUT_SERVER =
  'contract|data-file|guard|command-line|options|proxy|relay|soak|store|upgrade'

/**
 * Tests that need neither a document nor the mock server in every request: on Node alone. No `\w` in
 * these patterns: on Windows jest takes such a backslash for the one of a path.
 */
const onNode = [
  '<rootDir>/tests/(preview|project)/.*\\.test\\.ts',
  '<rootDir>/tests/components/docs\\.test\\.ts',
  '<rootDir>/tests/tools/[a-z-]+\\.test\\.ts',
  '<rootDir>/tests/cli/',
  '<rootDir>/tests/core/(?!(lift|people|permissions|prompts)\\.)[a-z0-9-]+\\.test\\.ts',
  '<rootDir>/tests/simulator/wx/[a-z0-9-]+\\.test\\.ts',
  `<rootDir>/tests/server/(${WITHOUT_SERVER})\\.test\\.ts`,
  '<rootDir>/tests/simulator/harness-parts\\.test\\.ts',
]

/** Tests that ask the mock server, as a backend or curl would: on Node, with the server in memory. */
const onServer = `<rootDir>/tests/server/(?!(jscode2session|${WITHOUT_SERVER})\\.)`

/** The kit's parts as the preset has them: tests that import one by its path would have a second one. */
export const kitByPath = {
  '/jest/(?:elements|index|network|problems|wait)\\.ts$': '<rootDir>/simulator/jest/index.cjs',
  '/wx/open-api/(?:button|nickname)\\.ts$': '<rootDir>/simulator/jest/index.cjs',
}

/** Tests in which a mini-program runs, on the simulated phone: as in anybody's project. */
const phone = {
  preset: './simulator/jest',
  roots: [
    '<rootDir>/miniprogram',
    '<rootDir>/mock-server',
    '<rootDir>/simulator',
    '<rootDir>/tests',
  ],
  // Contracts are played in a browser too: jest.e2e.config.js.
  testMatch: ['<rootDir>/tests/**/*.test.ts', '<rootDir>/tests/contracts/*.contract.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/tests/fixtures/', ...onNode, onServer],
  // The kit's own code runs on no phone: ten seconds of Babel less where nothing is cached.
  transform: {
    '/(?:mock-server|simulator(?!/cli/create/project))/.*\\.[cm]?[jt]s$':
      '<rootDir>/tests/support/transform.cjs',
    '/tests/.*\\.(?:test|contract)\\.ts$': '<rootDir>/tests/support/transform.cjs',
  },
  moduleNameMapper: kitByPath,
}

/** Starting without jsdom, msw and miniprogram-simulate saves most of a second a file. */
const node = {
  ...common,
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testRegex: onNode.map((path) => path.replace('<rootDir>', '')),
}

const server = {
  ...common,
  testEnvironment: '<rootDir>/tests/support/server-environment.cjs',
  roots: ['<rootDir>/tests/server'],
  testRegex: `${onServer.replace('<rootDir>', '')}.*\\.test\\.ts$`,
  setupFilesAfterEnv: ['<rootDir>/tests/support/mock-server-setup.ts'],
  transformIgnorePatterns: preset.transformIgnorePatterns,
}

/** The guide to testing: every piece of code in it runs, against the example it speaks of. */
const guide = {
  preset: './simulator/jest',
  moduleFileExtensions: [...common.moduleFileExtensions, 'md'],
  transform: { '\\.md$': '<rootDir>/tests/support/markdown.cjs' },
  testEnvironmentOptions: { miniprogram: 'examples/quick-start' },
  roots: ['<rootDir>/docs'],
  testMatch: ['<rootDir>/docs/testing.md'],
}

/** @type {import('jest').Config} */
export default {
  projects: [phone, node, server, guide, '<rootDir>/examples/quick-start'],
  testTimeout: 30_000, // a machine that does other things, too, is no fault of a test
  maxWorkers: '100%', // jest's default leaves one of two cores idle
  collectCoverageFrom: ['{miniprogram,mock-server,simulator}/**/*.ts', '!**/*.d.ts'],
}
