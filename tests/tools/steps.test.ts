import { timesOf } from '../../tools/check/steps.ts'

test('the end of a check says how long each part took, and which one failed', () => {
  const parts = [
    { name: 'types', seconds: 12.34, passed: true },
    { name: 'format:check', seconds: 3, passed: false },
  ]
  expect(timesOf(parts)).toBe(`types              12.3 s
format:check        3.0 s  FAILED
all                15.3 s`)
})
