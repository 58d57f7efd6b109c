/** @type {import('jest').Config} */
export default {
  preset: 'weapp-login-kit',
  testMatch: ['<rootDir>/tests/**/*.test.{{language}}'],
}
