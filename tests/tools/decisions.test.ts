import { existsSync, readFileSync } from 'node:fs'
import { decisionList, readDecisions } from '../../tools/docs/decisions.ts'

const decisions = readDecisions()

test('every decision has a number of its own, which its title repeats', () => {
  const numbers = decisions.map(({ file }) => file.slice(0, 3))
  expect(new Set(numbers).size).toBe(numbers.length)
  for (const { file, title } of decisions)
    expect(title).toMatch(new RegExp(`^${file.slice(0, 3)}:? `))
})

test('the list has all of them in one row, and marks what is superseded', () => {
  // Mend it by: npm run docs:write
  expect(readFileSync('docs/decisions/README.md', 'utf8')).toBe(decisionList())
  const numbers = new Set(decisions.map(({ file }) => file.slice(0, 3)))
  const named = decisions.flatMap(({ supersededBy }) => supersededBy ?? [])
  expect(named.filter((number) => !numbers.has(number))).toEqual([])
})

const CODE =
  /`((?:simulator|mock-server|miniprogram|scripts|tools|tests|docs|bench|examples|backends)\/[\w./-]+)`/g

test('no decision that holds names a file which is gone', () => {
  const gone = decisions
    .filter(({ supersededBy }) => supersededBy === undefined)
    .flatMap(({ file, text }) =>
      [...text.matchAll(CODE)]
        .map(([, path = '']) => path)
        .filter((path) => !existsSync(path) && !existsSync(`${path}.ts`))
        .map((path) => `${file}: ${path}`),
    )
  expect(gone).toEqual([])
})
