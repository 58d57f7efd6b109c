import { fileURLToPath } from 'node:url'

/** What all tests share: TypeScript, with types stripped by the Babel plugin of WeChat DevTools. */
export const common = {
  // 'ts' first: miniprogram-simulate requires pages without an ending, and .json lies beside them.
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: {
    '^.+\\.(?:[cm]?js|ts)$': [
      'babel-jest',
      {
        babelrc: false,
        configFile: false,
        presets: ['@babel/preset-typescript'],
        plugins: ['@babel/plugin-transform-modules-commonjs'],
      },
    ],
  },
  // zod speaks fifty languages, one file each; loading those nobody asks for costs 30 ms a test file.
  moduleNameMapper: { '^\\.\\./locales/index\\.cjs$': '<rootDir>/tests/support/no-locales.cjs' },
}

/** Tests that need neither a document nor the mock server in every request: on Node alone. */
const onNode = [
  '<rootDir>/tests/preview/',
  '<rootDir>/tests/components/docs\\.test\\.ts',
  '<rootDir>/tests/core/(api|promises)\\.test\\.ts',
  '<rootDir>/tests/simulator/wx-',
  '<rootDir>/tests/server/(options|soak|store)\\.test\\.ts',
]

/** Tests in which a mini-program runs, on the simulated phone. */
const phone = {
  ...common,
  testEnvironment: '<rootDir>/simulator/jest/environment.cjs',
  testEnvironmentOptions: { miniprogram: fileURLToPath(new URL('miniprogram', import.meta.url)) },
  setupFilesAfterEnv: ['<rootDir>/simulator/jest/setup.ts', '<rootDir>/tests/support/setup.ts'],
  roots: [
    '<rootDir>/miniprogram',
    '<rootDir>/mock-server',
    '<rootDir>/simulator',
    '<rootDir>/tests',
  ],
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...onNode],
  // msw depends on three packages that exist as ES modules only.
  transformIgnorePatterns: [
    '/node_modules/(?!(rettime|until-async|@open-draft/deferred-promise)/)',
  ],
  // What miniprogram-simulate loads to compile wxss: tests need no Less and no minifier, and
  // loading them costs 50 ms a test file.
  moduleNameMapper: {
    ...common.moduleNameMapper,
    '^(less|csso|postcss)$': '<rootDir>/simulator/jest/stubs/$1.cjs',
  },
}

/** Starting without jsdom, msw and miniprogram-simulate saves most of a second a file. */
const node = {
  ...common,
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testRegex: onNode.map((path) => path.replace('<rootDir>', '')),
}

/** @type {import('jest').Config} */
export default {
  projects: [phone, node],
  maxWorkers: '100%', // jest's default leaves one of two cores idle
  collectCoverageFrom: ['{miniprogram,mock-server,simulator}/**/*.ts', '!**/*.d.ts'],
}
