import { toJavascript } from '../../simulator/cli/create/javascript.ts'

test('writes JavaScript that a person would have written', async () => {
  const typescript = `import { a, type B } from './a'
import { c } from './c.ts'

/** What goes in. */
interface Options {
  b: B
}

/** Adds. */
export function add(options: Options, more?: number): number {
  // All of it.
  return (options as unknown as { b: number }).b + a + (more ?? c)!
}
`
  const names = new Map([['pages/c.ts', 'pages/c.js']])
  expect(await toJavascript('pages/x.ts', typescript, names)).toBe(`import { a } from './a'
import { c } from './c.js'

/** Adds. */
export function add(options, more) {
  // All of it.
  return options.b + a + (more ?? c)
}
`)
})
