import { readFileSync, writeFileSync } from 'node:fs'
import { TUTORIALS, withLines } from '../tests/support/tutorial-lines.ts'

// Makes the lines in docs/en/tutorials.md right: node --import tsx scripts/tutorials.ts
writeFileSync(TUTORIALS, withLines(readFileSync(TUTORIALS, 'utf8')))
