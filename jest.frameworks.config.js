import { common, kitByPath } from './jest.config.js'

/** Mini-programs that frameworks and libraries make, in jest and in Chromium: `npm run test:frameworks` builds them first. */
/** @type {import('jest').Config} */
export default {
  projects: [
    {
      displayName: 'jest',
      preset: './simulator/jest',
      roots: ['<rootDir>/tests/frameworks'],
      testMatch: ['<rootDir>/tests/frameworks/in-jest.ts'],
      moduleNameMapper: kitByPath,
    },
    {
      ...common,
      displayName: 'Chromium',
      testEnvironment: 'node',
      roots: ['<rootDir>/tests/frameworks'],
      testMatch: ['<rootDir>/tests/frameworks/in-chromium.ts'],
    },
  ],
  testTimeout: 60_000,
  maxWorkers: 1, // one browser at a time: two cores have enough to do
}
