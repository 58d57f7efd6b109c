import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * A mini-program made for a test: its files by name. It lies below the repository, where jest finds
 * its modules, in a folder that is not kept; it goes when the tests of the file have run.
 */
export function makeMiniprogram(files: Record<string, string | object>): string {
  mkdirSync('coverage', { recursive: true })
  const root = mkdtempSync(join(process.cwd(), 'coverage/miniprogram-'))
  for (const [name, content] of Object.entries(files)) {
    const file = join(root, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  }
  afterAll(() => rmSync(root, { recursive: true }))
  return root
}
