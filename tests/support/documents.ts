import { readdirSync } from 'node:fs'

/** Every Markdown file that is for readers, from the repository's root. */
export const documents = ['.', 'docs', 'examples', 'bench', '.github'].flatMap((folder) =>
  readdirSync(folder, { recursive: folder !== '.', encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && !file.includes('node_modules'))
    .map((file) => (folder === '.' ? file : `${folder}/${file.replaceAll('\\', '/')}`)),
)

/** Those that teach. */
export const guides = documents.filter(
  (file) => file === 'README.md' || /^docs\/[\w-]+\.md$/.test(file),
)
