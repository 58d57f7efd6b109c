import { fileURLToPath } from 'node:url'

/** Tests in which the mini-program runs, on a simulated phone. */
/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/simulator/jest/environment.cjs',
  testEnvironmentOptions: { miniprogram: fileURLToPath(new URL('miniprogram', import.meta.url)) },
  setupFilesAfterEnv: ['<rootDir>/simulator/jest/setup.ts', '<rootDir>/tests/support/setup.{{language}}'],
  roots: ['<rootDir>/miniprogram', '<rootDir>/tests'],
  testMatch: ['<rootDir>/tests/**/*.test.{js,ts}'],
  // 'ts' first: miniprogram-simulate requires pages without an ending, and .json lies beside them.
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  // The types are stripped by the Babel plugin of WeChat DevTools.
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
  // msw depends on three packages that exist as ES modules only.
  transformIgnorePatterns: [
    '/node_modules/(?!(rettime|until-async|@open-draft/deferred-promise)/)',
  ],
  // What miniprogram-simulate loads to compile wxss and tests do not need.
  moduleNameMapper: {
    '^(less|csso|postcss)$': '<rootDir>/simulator/jest/stubs/$1.cjs',
  },
}
