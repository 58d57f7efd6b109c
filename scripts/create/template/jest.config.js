/** Tests in which the mini-program runs, on a simulated phone. */
/** @type {import('jest').Config} */
export default {
  preset: './simulator/jest',
  roots: ['<rootDir>/miniprogram', '<rootDir>/tests'],
  testMatch: ['<rootDir>/tests/**/*.test.{{language}}'],
}
