import { readFileSync } from 'node:fs'

/** The path patterns of the kit's own jest configuration, as they stand in its source. */
const patterns = [
  ...readFileSync('jest.config.js', 'utf8').matchAll(/['`](<rootDir>\/tests\/[^'`]*)['`]/g),
].map(([, pattern]) => pattern)

test('no pattern of jest holds a backslash that Windows would take for the one of a path', () => {
  expect(patterns.length).toBeGreaterThan(5)
  for (const pattern of patterns) expect(pattern).not.toMatch(/\\\\[a-zA-Z]/)
})
