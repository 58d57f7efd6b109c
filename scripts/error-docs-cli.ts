import { writeFileSync } from 'node:fs'
import { tidy } from '../simulator/cli/create/tidy.ts'
import { ERROR_DOCS, errorDocs } from './error-docs.ts'

// `npm run docs:errors`
writeFileSync(ERROR_DOCS, await tidy('markdown', errorDocs()))
