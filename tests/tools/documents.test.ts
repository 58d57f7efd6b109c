import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readOptions } from '../../mock-server/options.ts'
import { readCreateOptions } from '../../simulator/cli/create/options.ts'
import { brokenLinks } from '../../tools/docs/links.ts'
import { fileOf, generated, pageText, plainText } from '../../tools/docs/pages.ts'
import { codeBlocks, type CodeBlock } from '../support/code-blocks.ts'
import { groups } from '../../docs/.vitepress/pages.ts'
import { documents, guides, pages, twins } from '../support/documents.ts'

test('every link in the documents leads to a file, and to a heading in it', () => {
  expect(documents).toContain('docs/en/sessions.md')
  expect(documents.flatMap(brokenLinks)).toEqual([])
})

test('a link that leads nowhere is found', () => {
  const folder = 'coverage/links'
  mkdirSync(folder, { recursive: true })
  try {
    writeFileSync(`${folder}/b.md`, '# 两条命令 (two)\n\n## a\n')
    const good = '[1](b.md) [2](b.md#两条命令-two) [3](#here) [4](https://x.example) `[5](no.md)`'
    const bad = '[6](no.md) [7](b.md#b) [8](b.md#L99) <img src="no.png">'
    writeFileSync(`${folder}/a.md`, `# Here\n\n${good}\n\n\`\`\`\n[9](no.md)\n\`\`\`\n\n${bad}\n`)
    const targets = brokenLinks(`${folder}/a.md`).map((broken) => broken.split(': ')[1])
    expect(targets).toEqual(['no.md', 'b.md#b', 'b.md#L99', 'no.png'])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

const written = Object.keys(generated).flatMap((page): [string, 'zh' | 'en'][] => [
  [page, 'zh'],
  [page, 'en'],
])

/** Without what Prettier does to tables and empty lines; `npm run format:check` sees to that. */
const loose = (text: string) =>
  text
    .replace(/ +/g, ' ')
    .replace(/-{3,}/g, '---')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

test.each(written)('the page %s (%s) says what the code says', (page, language) => {
  // Mend it by: npm run docs:write
  expect(loose(plainText(page, language))).toBe(loose(readFileSync(fileOf(page, language), 'utf8')))
})

test('a page is written as it lies there', async () => {
  expect(await pageText('errors', 'en')).toBe(readFileSync(fileOf('errors', 'en'), 'utf8'))
})

/** Without comments, which are in the reader's language, and without the depth of relative paths. */
const codeOf = (file: string) =>
  codeBlocks(file)
    .filter(({ language }) => language !== 'text')
    .map(({ language, code, mark }) => ({
      language,
      mark,
      code: code.replace(/ *(?:#|\/\/) .*$/gm, '').replace(/(?:\.\.\/)+/g, '../'),
    }))

/** `#` in code is no heading. */
const headingLevels = (text = '') =>
  [...text.replace(/^```[^]*?^```/gm, '').matchAll(/^(#+) /gm)].map(([, level]) => level)

test('every page is there in both languages', () => {
  expect(pages.zh.filter((page) => !pages.en.includes(page))).toEqual([])
  expect(pages.en.filter((page) => !pages.zh.includes(page))).toEqual([])
})

test('the sidebar leads to every page but the first', () => {
  const listed = groups.flatMap((group) => group.pages.map(({ page }) => page))
  expect(new Set(listed).size).toBe(listed.length)
  const missing = pages.en.filter((page) => page !== 'index' && !listed.includes(page))
  expect(missing).toEqual([])
})

test.each(twins)('%s and %s have the same headings, and the same code', (inChinese, inEnglish) => {
  const [chinese, english] = [inChinese, inEnglish].map((file) => readFileSync(file, 'utf8'))
  expect(headingLevels(chinese)).toEqual(headingLevels(english))
  expect(codeOf(inChinese)).toEqual(codeOf(inEnglish))
  const pictures = (text = '') => text.replaceAll('.en.png', '.png').match(/[\w-]+\.png/g)
  expect(pictures(chinese)).toEqual(pictures(english))
})

test('every npm script that the documents name is there', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object }
  for (const file of documents) {
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/npm run ([\w:-]+)/g)) {
      expect([file, name, name in scripts]).toEqual([file, name, true])
    }
  }
})

/** `--host 0.0.0.0` of `npm start -- --host 0.0.0.0   # words`. */
const argumentsOf = (text: string) => text.replace(/\s#.*/, '').trim().split(/\s+/).filter(Boolean)

test('every option that the documents name is there', () => {
  const readers: Record<string, (args: string[]) => unknown> = {
    start: (args) => readOptions(args, {}),
    mock: (args) => readOptions(args, {}),
    create: (args) => readCreateOptions(args, process.cwd(), process.cwd()),
  }
  const calls = documents.flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(/npm (?:run )?(start|mock|create) "?--"? ([^`\n]+)/g),
    ].map(([call, command = '', args = '']) => ({ call: `${file}: ${call}`, command, args })),
  )
  expect(calls.length).toBeGreaterThan(10)
  for (const { call, command, args } of calls) {
    const read = () => void readers[command]?.(argumentsOf(args))
    expect({ call, wrong: messageOf(read) }).toEqual({ call, wrong: undefined })
  }
  expect(messageOf(() => readers.start?.(['--hosts']))).toContain('--hosts')
})

function messageOf(read: () => unknown): string | undefined {
  try {
    read()
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Why nobody runs a piece of code; nothing if somebody does. */
function whyNotRun({ file, language, code, mark }: CodeBlock): string | undefined {
  if (mark?.startsWith('not run: ')) return undefined
  const runner = /^run by (\S+)$/.exec(mark ?? '')?.[1]
  if (runner !== undefined) {
    if (!existsSync(runner)) return `${runner} is not there`
    const text = readFileSync(runner, 'utf8')
    const twin = file.replace('docs/en/', 'docs/')
    const reads = (document: string) => text.includes(`'${document}'`)
    const isThere = reads(file) || reads(twin) || oneLine(text).includes(oneLine(code))
    return isThere ? undefined : `${runner} has another text`
  }
  // tests/e2e/documents.e2e.ts runs what asks the server; of npm's commands, see above.
  const commands = code.replaceAll('\\\n', ' ').trim().split('\n')
  return language === 'sh' && commands.every((line) => /^(?:\w+=\S+ )*(?:npm|curl) /.test(line))
    ? undefined
    : 'nobody runs it'
}

test('every piece of code in README.md and in the guides is run, or says why not', () => {
  const pieces = guides
    .filter((file) => file !== 'docs/en/testing.md') // a test file itself
    .flatMap(codeBlocks)
    .filter(({ language }) => ['sh', 'js', 'ts'].includes(language))
  expect(pieces.length).toBeGreaterThan(10)
  const idle = pieces.map((piece) => [`${piece.file}:${piece.line}`, whyNotRun(piece)])
  expect(idle.filter(([, why]) => why !== undefined)).toEqual([])

  const [piece] = codeBlocks('README.md').filter(({ code }) => code.startsWith('resume()'))
  const wrongs = [
    { mark: undefined },
    { mark: 'run by no.test.ts' },
    { mark: 'run by tests/core/lift.test.ts' },
  ]
  expect(wrongs.map((wrong) => whyNotRun({ ...(piece as CodeBlock), ...wrong }))).toEqual([
    'nobody runs it',
    'no.test.ts is not there',
    'tests/core/lift.test.ts has another text',
  ])
})
