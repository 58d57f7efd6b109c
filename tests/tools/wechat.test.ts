import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toFinding } from '../../tools/wechat/ci.ts'
import { findOpenAddresses } from '../../tools/wechat/addresses.ts'
import { describeFinding } from '../../tools/wechat/finding.ts'
import { compileMarkup, inBatches } from '../../tools/wechat/old-compilers.ts'
import { describeSizes } from '../../tools/wechat/package-size.ts'

/** The complaints of WeChat's own compilers; a notice where they don't run (arm64, musl). */
function complaints(root: string, longest?: number): string[] | undefined {
  const found = compileMarkup(root, longest)
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

test('more files than a command line of Windows holds are compiled in batches', () => {
  const files = Array.from(
    { length: 500 },
    (_, index) => `components/part-${index}/part-${index}.wxml`,
  )
  const batches = inBatches(files, 1_000)
  expect(batches.flat()).toEqual(files)
  for (const batch of batches)
    expect(batch.map((file) => `"${file}" `).join('').length).toBeLessThanOrEqual(1_000)
  expect(batches.length).toBeLessThan(30)
  expect(inBatches(['a-name-longer-than-the-room'], 5)).toEqual([['a-name-longer-than-the-room']])
  expect(inBatches([], 5)).toEqual([])
  expect(complaints('miniprogram', 200) ?? []).toEqual([])
  const broken = join(__dirname, 'fixtures/broken')
  expect(complaints(broken, 50)).toEqual(complaints(broken))
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

test('trial and release may have no unencrypted address; develop may', () => {
  expect(findOpenAddresses('miniprogram')).toEqual([])
  const root = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
  try {
    mkdirSync(join(root, 'miniprogram_npm/other'), { recursive: true })
    const config = `const urls = {
  develop: 'http://127.0.0.1:3900',
  trial: "http://staging.example.com",
  'release': 'https://api.example.com',
}
const sockets = { release: 'ws://api.example.com' }`
    writeFileSync(join(root, 'config.js'), config)
    writeFileSync(join(root, 'miniprogram_npm/other/index.js'), config)
    expect(findOpenAddresses(root).map(describeFinding)).toEqual([
      'config.js:3  trial: http://staging.example.com must be https (release)',
      'config.js:6  release: ws://api.example.com must be wss (release)',
    ])
  } finally {
    rmSync(root, { recursive: true })
  }
})

test('every action of the workflows is named by its commit', () => {
  const folder = '.github/workflows'
  const used = readdirSync(folder).flatMap((file) => [
    ...readFileSync(join(folder, file), 'utf8').matchAll(/uses: *(.+)/g),
  ])
  expect(used.length).toBeGreaterThan(0)
  for (const [, action] of used) expect(action).toMatch(/^(?:\.\/|[\w/.-]+@[\da-f]{40} # v\d)/)
})

test('what checks the upload is locked with all it depends on', () => {
  const text = readFileSync('tools/wechat/miniprogram-ci/package-lock.json', 'utf8')
  const { packages } = JSON.parse(text) as { packages: Record<string, object> }
  const names = Object.keys(packages).filter((name) => name !== '')
  expect(names.length).toBeGreaterThan(100)
  for (const name of names)
    expect(packages[name]).toMatchObject({ integrity: expect.stringMatching(/^sha/) as string })
})
