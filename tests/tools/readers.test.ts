import {
  circles,
  commentsOf,
  longFiles,
  longFunctions,
  questions,
  undocumented,
} from '../../tools/readers/count.ts'
import { parseSource } from '../../tools/readers/source.ts'

const source = (text: string, path = 'tools/a.ts') => parseSource(path, text)
const places = (found: { line: number; about: string }[]) =>
  found.map(({ line, about }) => `${line} ${about}`)

test('a comment that begins with a question word is found, whatever its form', () => {
  const code = source(`/** What a call gives. */
let a = 1 // Whether it is one.
// The call waits until
// Who asked is known.
/* However long: no question. */
// oxlint-disable-next-line What
`)
  expect(places(questions(code))).toEqual(['1 What a call gives.', '2 Whether it is one.'])
  expect(commentsOf(code)).toHaveLength(4) // a directive is none
})

test('exports without a docstring are found, each once', () => {
  const code = source(`/** Said. */
export const one = 1
// Not a docstring.
export type Two = 2
export function three(a: string): void
export function three(a: number): void
export function three() {}
export const { four, five } = { four: 4, five: 5 }
const six = 6
export { six }
`)
  expect(places(undocumented(code))).toEqual(['4 Two', '5 three', '8 four, five'])
})

test('long files and functions are found, but not groups of tests', () => {
  const body = '\n'.repeat(60)
  const code = source(`function long() {${body}}
describe('group', () => {${body}})
describe.each([])('group', () => {${body}})
test('story', () => {${body}})
`)
  expect(longFunctions(code, 60)).toHaveLength(2)
  expect(longFiles(code, 250)).toEqual([])
  expect(places(longFiles(code, 100))).toEqual(['1 244 lines'])
})

test('circles of imports are found, types included', () => {
  const files = [
    source("import type { B } from './b.ts'", 'tools/a.ts'),
    source("export * from './c.ts'", 'tools/b.ts'),
    source("import './a'", 'tools/c.ts'),
    source("import './a.ts'\nimport 'zod'", 'tools/d.ts'),
  ]
  expect(circles(files).map(({ about }) => about)).toEqual([
    '3 files: tools/a.ts, tools/b.ts, tools/c.ts',
  ])
})
