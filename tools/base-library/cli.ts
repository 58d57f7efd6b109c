import { writeFileSync } from 'node:fs'
import { baseLibraryFile, readTypings } from './typings.ts'

writeFileSync('simulator/wx/base-library.ts', baseLibraryFile(readTypings()))
