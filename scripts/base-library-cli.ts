import { writeFileSync } from 'node:fs'
import { baseLibraryFile, readTypings } from './base-library.ts'

writeFileSync('simulator/wx/base-library.ts', baseLibraryFile(readTypings()))
