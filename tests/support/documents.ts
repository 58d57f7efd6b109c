import { readdirSync } from 'node:fs'

/** Every Markdown file that is for readers, from the repository's root. */
export const documents = ['.', 'docs', 'examples', 'bench', '.github'].flatMap((folder) =>
  readdirSync(folder, { recursive: folder !== '.', encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && !file.includes('node_modules'))
    .map((file) => (folder === '.' ? file : `${folder}/${file.replaceAll('\\', '/')}`)),
)

const pagesIn = (folder: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== 'architecture.md')
    .map((file) => file.slice(0, -'.md'.length))

/** The pages of the site, by language. */
export const pages = { zh: pagesIn('docs'), en: pagesIn('docs/en') }

/** Each Chinese text with its English twin. */
export const twins = [
  ['README.md', 'README.en.md'],
  ...pages.en
    .filter((page) => pages.zh.includes(page))
    .map((page) => [`docs/${page}.md`, `docs/en/${page}.md`]),
] as [string, string][]

/** Those that teach, once: their twins hold the same code. */
export const guides = ['README.md', ...pages.en.map((page) => `docs/en/${page}.md`)]
