import { readFileSync } from 'node:fs'
import { tidy } from '../../simulator/cli/create/tidy.ts'
import { apiDocs } from './apis.ts'
import { componentDocs } from './components.ts'
import { errorDocs } from './errors.ts'
import { withLines } from './tutorials.ts'

type Language = 'zh' | 'en'

/** Pages that are written from the code, whole or in part: what each should be now. */
export const generated: Record<string, (present: string, language: Language) => string> = {
  simulator: apiDocs,
  errors: (_, language) => errorDocs(language),
  components: (_, language) => componentDocs(language),
  tutorials: withLines,
}

/** The file of a page. */
export const fileOf = (page: string, language: Language) =>
  `docs/${language === 'zh' ? '' : 'en/'}${page}.md`

/** The text that a page should have, before it is laid out. */
export function plainText(page: string, language: Language): string {
  const write = generated[page]
  if (!write) throw new Error(`Nothing writes the page ${page}.`)
  return write(readFileSync(fileOf(page, language), 'utf8'), language)
}

/** The text that a page should have, laid out by Prettier. */
export const pageText = (page: string, language: Language): Promise<string> =>
  tidy('markdown', plainText(page, language))
