import { join } from 'node:path'
import { toFinding } from '../../scripts/wechat/ci.ts'
import { describeFinding } from '../../scripts/wechat/finding.ts'
import { compileMarkup } from '../../scripts/wechat/old-compilers.ts'
import { describeSizes } from '../../scripts/wechat/package-size.ts'

/** What WeChat's own compilers say; a notice where they don't run (arm64, musl). */
function complaints(root: string): string[] | undefined {
  const found = compileMarkup(root)
  if ('cannotRun' in found) {
    console.warn(`wcc and wcsc were not asked: ${found.cannotRun}`)
    return undefined
  }
  return found.map(describeFinding)
}

test('WeChat’s compilers accept the template’s pages and styles', () => {
  expect(complaints('miniprogram') ?? []).toEqual([])
})

test('what they reject is told with file, line and column', () => {
  const found = complaints(join(__dirname, 'fixtures/broken'))
  const expected = [
    'pages/index/index.wxml:3:12  expect end-tag `text`., near `view` (wcc)',
    'pages/index/index.wxss:3:4  unexpected `{` at pos 23 (wcsc)',
  ]
  expect(found ?? expected).toEqual(expected)
})

test('miniprogram-ci’s words are told the same way', () => {
  const script =
    'file: pages/home/home.ts\n /home/dev/app/pages/home/home.ts: Invalid shorthand property ' +
    'initializer. (99:4)\n\n  98 |   b: 1,\n> 99 |   c = 2\n     |     ^\n 100 | }\n'
  expect(describeFinding(toFinding(script, '/home/dev/app'))).toBe(
    'pages/home/home.ts:99:4  Invalid shorthand property initializer. (miniprogram-ci)',
  )
  const missing =
    'miniprogram/pages/home/home.json: ["usingComponents"]["x"]: "/none/none", component not found ' +
    'in the path: /home/dev/app/miniprogram/none/none'
  expect(describeFinding(toFinding(missing, '/home/dev/app'))).toBe(
    'miniprogram/pages/home/home.json  ["usingComponents"]["x"]: "/none/none", component not found ' +
      'in the path: miniprogram/none/none (miniprogram-ci)',
  )
})

test('a package is told by its files, against WeChat’s limit', () => {
  const sizes = { 'app.js': 1024 * 1024, 'pages/a.js': 100, 'shop/a.js': 2 * 1024 * 1024 }
  const { text, isTooLarge } = describeSizes(sizes, ['shop/'])
  expect(text).toContain("  1048676 B  main package: 50.0 % of WeChat's 2 MB")
  expect(isTooLarge).toBe(false)
  expect(describeSizes(sizes, []).isTooLarge).toBe(true)
})
