import { readFileSync } from 'node:fs'
import type { ProjectFiles } from '../../project/files.ts'
import { resolveName } from '../../project/names.ts'
import { findSource } from '../../project/styles.ts'
import { addressOf, nameAt, SheetError } from './sheet-error.ts'

type Loaded = { filename: string; contents: string | Buffer } | { error: { message: string } }

interface FileManager {
  supports(): boolean
  supportsSync(): boolean
  loadFile(): Promise<Loaded>
  loadFileSync(name: string, folder: string, options?: { rawBuffer?: boolean }): Loaded
}

/** The part of the package `less` that is used here. */
export interface Less {
  FileManager: new () => FileManager
  render(
    text: string,
    options: LessOptions,
    done: (error: LessFault | null, result?: { css: string }) => void,
  ): void
}

interface LessOptions {
  filename: string
  syncImport: boolean
  javascriptEnabled: boolean
  disablePluginRule: boolean
  plugins: { install(less: Less, manager: { addFileManager(one: FileManager): void }): void }[]
}

interface LessFault {
  message: string
  filename?: string
  line?: number
  /** From 0. */
  column?: number
}

/**
 * Compiles a sheet of Less. It can import what lies in the mini-program and nothing else, by names from
 * the file, or from the root; it runs no scripts (`@plugin`, backticks).
 *
 * @throws SheetError
 */
export function compileLess(less: Less, files: ProjectFiles, file: string): string {
  let css: string | undefined
  let fault: LessFault | undefined
  const options: LessOptions = {
    filename: addressOf(file),
    syncImport: true, // then it is done before it returns
    javascriptEnabled: false,
    disablePluginRule: true,
    plugins: [{ install: (it, to) => to.addFileManager(fileManagerOf(it, files)) }],
  }
  less.render(files.read(file) ?? '', options, (error, result) => {
    if (error) fault = error
    else css = result?.css
  })
  if (css !== undefined) return css
  throw new SheetError({
    file: fault?.filename === undefined ? file : nameAt(fault.filename),
    ...(fault?.line !== undefined && { line: fault.line, column: (fault.column ?? 0) + 1 }),
    message: fault?.message ?? 'Less gave no answer',
  })
}

/** Sheets; scripts, which Less would run as its plugins, are none. */
const SHEET = /\.(?:less|css|wxss)$/

function fileManagerOf(less: Less, files: ProjectFiles): FileManager {
  const find = (name: string, folder: string) =>
    findSource(files, resolveName(`${nameAt(folder)}x`, name)) ??
    findSource(files, resolveName('', name))
  const load = (name: string, folder: string, { rawBuffer = false } = {}) => {
    const found = find(name, folder)
    const missing = { message: `'${name}' is not found in the mini-program` }
    if (found === undefined) return { error: missing, ...missing }
    const filename = addressOf(found)
    const path = files.realPathOf(found)
    if (rawBuffer && path) return { filename, contents: readFileSync(path) } // for data-uri()
    if (!SHEET.test(found)) return { error: missing, ...missing }
    return { filename, contents: files.read(found) ?? '' }
  }
  return Object.assign(new less.FileManager(), {
    supports: () => true,
    supportsSync: () => true,
    loadFile: async () => {
      throw new Error('sheets are loaded synchronously')
    },
    loadFileSync: load,
  })
}
