import base from './jest.config.js'

/** The browser tests: real pages in Chromium, served by `npm start`'s own command. */
/** @type {import('jest').Config} */
export default {
  rootDir: base.rootDir,
  testEnvironment: 'node',
  roots: ['<rootDir>/tests/e2e'],
  testMatch: ['<rootDir>/tests/e2e/**/*.e2e.ts'],
  moduleFileExtensions: base.moduleFileExtensions,
  transform: base.transform,
  testTimeout: 30_000,
  maxWorkers: 1, // one browser at a time: two cores have enough to do
}
