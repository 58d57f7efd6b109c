import { cutRelease, releaseFaults, tagOf } from '../../tools/package/changelog.ts'

const before = '# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.1.0 - 2026-01-01\n\n- First.\n'
const after =
  '# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2026-02-03\n\n- New.\n\n## 0.1.0 - 2026-01-01\n\n- First.\n'

test('what was unreleased stands under its version', () => {
  expect(cutRelease(before, '0.2.0', '2026-02-03')).toBe(after)
})

test.each([
  [before, 'next', 'A version is three numbers'],
  [before, '0.1.0', 'CHANGELOG.md has 0.1.0 already.'],
  [after, '0.3.0', 'says nothing under "Unreleased"'],
])('a release that can not be is refused', (changelog, version, words) => {
  expect(() => cutRelease(changelog, version, '2026-02-04')).toThrow(words)
})

test('nothing is published that is not committed or not in the changelog', () => {
  expect(releaseFaults({ version: '0.1.0', changelog: before, isClean: true })).toEqual([])
  expect(releaseFaults({ version: '0.1.1', changelog: before, isClean: false })).toEqual([
    'there are changes that are not committed.',
    'CHANGELOG.md has no 0.1.1: npm run release -- --version 0.1.1 writes it.',
  ])
})

test('a version with a hyphen is for who asks for it', () => {
  expect([tagOf('1.0.0'), tagOf('1.0.0-beta.1')]).toEqual(['latest', 'next'])
})
