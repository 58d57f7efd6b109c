import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { SeedError } from './apply.ts'
import { SeedShape, type Seed } from './seed.ts'

/**
 * Reads a seed file: YAML, of which JSON is a part.
 *
 * @throws SeedError when it can't be read, or naming each field that is wrong
 */
export function readSeed(path: string): Seed {
  let text: string
  try {
    text = decode(readFileSync(path))
  } catch (error) {
    const { message } = error as Error
    throw new SeedError(`The seed file can't be read: ${message}`, `读不了 seed 文件：${message}`)
  }
  return parseSeed(text, path)
}

/** UTF-8, or what Windows writes: with a mark of the byte order, and as UTF-16 from PowerShell's `>`. */
function decode(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes)
}

/** @param name how errors name the text */
export function parseSeed(text: string, name: string): Seed {
  let value: unknown
  try {
    value = parse(text) ?? {}
  } catch (error) {
    const { message } = error as Error
    throw new SeedError(
      `${name} is neither YAML nor JSON: ${message}`,
      `${name} 不是 YAML 也不是 JSON：${message}`,
    )
  }
  const result = SeedShape.safeParse(value)
  if (result.success) return result.data
  const faults = result.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the file'}: ${message}`,
  )
  throw new SeedError(
    `${name} can't be used: ${faults.join('; ')}`,
    `${name} 用不了：${faults.join('；')}`,
  )
}
