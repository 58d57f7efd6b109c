import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Files by name. */
export type Laid = Record<string, string | object>

/** A folder of its own for each test, removed after it; files are laid out in it. */
export function useFolder() {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
  })
  // Windows removes no file that is still open, and a program may close it a moment after its end.
  afterEach(() => rmSync(folder, { recursive: true, maxRetries: 10 }))
  return {
    get path() {
      return folder
    },
    /** Values other than text become JSON. */
    lay: (files: Laid) => {
      for (const [file, content] of Object.entries(files)) {
        const text = typeof content === 'string' ? content : JSON.stringify(content)
        mkdirSync(dirname(join(folder, file)), { recursive: true })
        writeFileSync(join(folder, file), text)
      }
    },
  }
}

/** The files of a page or a component. */
export const page = (path: string, json: object = {}): Laid => ({
  [`${path}.json`]: json,
  [`${path}.wxml`]: '<view />',
})
