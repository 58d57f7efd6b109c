import { writeFileSync } from 'node:fs'
import { fileOf, generated, pageText } from './pages.ts'

// `npm run docs:write` writes all pages that are made from the code; with a page's name, that one.
const [wanted] = process.argv.slice(2)
for (const page of wanted ? [wanted] : Object.keys(generated)) {
  for (const language of ['zh', 'en'] as const) {
    writeFileSync(fileOf(page, language), await pageText(page, language))
  }
}
