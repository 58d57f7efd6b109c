import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { ERROR_DOCS, errorDocs } from '../../scripts/error-docs.ts'
import { brokenLinks } from '../../scripts/links.ts'

const documents = ['.', 'docs', 'examples', 'bench', '.github'].flatMap((folder) =>
  readdirSync(folder, { recursive: folder !== '.', encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && !file.includes('node_modules'))
    .map((file) => (folder === '.' ? file : `${folder}/${file.replaceAll('\\', '/')}`)),
)

test('every link in the documents leads to a file, and to a heading in it', () => {
  expect(documents).toContain('docs/sessions.md')
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

/** Tables are laid out by Prettier: only the words count. */
const words = (text: string) => text.replace(/[\s|-]+/g, ' ')

test('docs/errors.md says what the code says', () => {
  // Mend it by: npm run docs:errors
  expect(words(errorDocs())).toBe(words(readFileSync(ERROR_DOCS, 'utf8')))
})

interface Block {
  language: string
  code: string
}

/** Code blocks without comments, which are in the reader's language. */
const blocksOf = (text: string): Block[] =>
  [...text.matchAll(/^```(\w*)\n([^]*?)^```/gm)].map(([, language = '', code = '']) => ({
    language,
    code: code.replace(/ *(?:#|\/\/) .*$/gm, ''),
  }))

test('README.md and README.zh-CN.md have the same headings, and the same code', () => {
  const [english, chinese] = ['README.md', 'README.zh-CN.md'].map((file) =>
    readFileSync(file, 'utf8'),
  )
  const levels = (text = '') => [...text.matchAll(/^(#+) /gm)].map(([, level]) => level)
  expect(levels(chinese)).toEqual(levels(english))
  const code = (text = '') => blocksOf(text).filter(({ language }) => language !== 'text')
  expect(code(chinese)).toEqual(code(english))
  const pictures = (text = '') => text.match(/[\w/-]+\.png/g)
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
