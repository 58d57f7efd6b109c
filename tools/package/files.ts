import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** The JSON in a file. */
export const readJson = <T>(file: string) => JSON.parse(readFileSync(file, 'utf8')) as T

/** Writes a file, with the folders it lies in. */
export function write(file: string, text: string) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
