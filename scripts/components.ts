import { writeFileSync } from 'node:fs'
import { COMPONENT_DOCS, componentDocs } from './component-docs.ts'

// Writes docs/en/components.md anew: node --import tsx scripts/components.ts
writeFileSync(COMPONENT_DOCS, componentDocs())
