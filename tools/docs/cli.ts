import { writeFileSync } from 'node:fs'
import { decisionList } from './decisions.ts'
import { fileOf, generated, pageText } from './pages.ts'

// `npm run docs:write` writes all pages that are made from the code, and the list of decisions; with a
// page's name, that page alone.
const [wanted] = process.argv.slice(2)
for (const page of wanted ? [wanted] : Object.keys(generated)) {
  for (const language of ['zh', 'en'] as const) {
    writeFileSync(fileOf(page, language), await pageText(page, language))
  }
}
if (!wanted) writeFileSync('docs/decisions/README.md', decisionList())
