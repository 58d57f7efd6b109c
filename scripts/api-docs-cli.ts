import { readFileSync, writeFileSync } from 'node:fs'
import { API_DOCS, apiDocs } from './api-docs.ts'
import { tidy } from '../simulator/cli/create/tidy.ts'

// `npm run docs:apis`
writeFileSync(API_DOCS, await tidy('markdown', apiDocs(readFileSync(API_DOCS, 'utf8'))))
