import { common } from './jest.config.js'

/** The browser tests: real pages in Chromium, served by `npm start`'s own command. */
/** @type {import('jest').Config} */
export default {
  ...common,
  testEnvironment: 'node',
  roots: ['<rootDir>/tests/automator', '<rootDir>/tests/e2e', '<rootDir>/tests/contracts'],
  testMatch: [
    '<rootDir>/tests/automator/**/*.e2e.ts',
    '<rootDir>/tests/e2e/**/*.e2e.ts',
    '<rootDir>/tests/contracts/*.contract.ts',
  ],
  testTimeout: 30_000,
  maxWorkers: 1, // one browser at a time: two cores have enough to do
}
