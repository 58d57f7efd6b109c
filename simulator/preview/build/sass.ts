import type { ProjectFault } from '../../project/fault.ts'
import type { ProjectFiles } from '../../project/files.ts'
import { findSheet, findSource, languageOf } from '../../project/styles.ts'
import { addressOf, nameAt, SheetError } from './sheet-error.ts'
import { parseWithImports } from './wxss.ts'

type Syntax = 'scss' | 'indented' | 'css'

interface Importer {
  canonicalize(address: string): URL | null
  load(address: URL): { contents: string; syntax: Syntax }
}

/** The part of the package `sass` that is used here. */
export interface Sass {
  compileString(
    text: string,
    options: {
      syntax: Syntax
      url: URL
      importer: Importer
      importers: Importer[]
      charset: boolean
      logger: unknown
    },
  ): { css: string }
  Logger: { silent: unknown }
}

/** A fault as Sass throws it. Lines and columns count from 0. */
interface SassException {
  sassMessage?: string
  span?: { start: { line: number; column: number }; url?: URL }
}

/**
 * Compiles a sheet of Sass. It can import what lies in the mini-program and nothing else, by names from
 * the file, or from the root.
 *
 * @throws SheetError
 */
export function compileSass(sass: Sass, files: ProjectFiles, file: string): string {
  const importer = importerOf(files)
  try {
    return sass.compileString(files.read(file) ?? '', {
      syntax: syntaxOf(file),
      url: new URL(addressOf(file)),
      importer,
      importers: [importer],
      charset: false,
      logger: sass.Logger.silent, // deprecation warnings; DevTools does not show them either
    }).css
  } catch (error) {
    const { sassMessage, span } = error as SassException
    if (sassMessage === undefined) throw error
    throw new SheetError({
      file: span?.url ? nameAt(span.url.href) : file,
      ...(span && { line: span.start.line + 1, column: span.start.column + 1 }),
      message: sassMessage,
    })
  }
}

const importerOf = (files: ProjectFiles): Importer => ({
  canonicalize(address) {
    const found = findSource(files, nameAt(address))
    return found === undefined ? null : new URL(addressOf(found))
  },
  load({ href }) {
    const name = nameAt(href)
    const syntax = syntaxOf(name)
    return {
      contents: syntax === 'css' ? wholeSheet(files, name) : (files.read(name) ?? ''),
      syntax,
    }
  },
})

/** Its own imports are put in here: names in them start from its folder, not from that of the importer. */
function wholeSheet(files: ProjectFiles, file: string): string {
  const sources = {
    read: (name: string) => files.read(name),
    find: (from: string, target: string) => findSheet(files, {}, from, target),
  }
  const refuse = (fault: ProjectFault) => {
    throw new SheetError(fault)
  }
  return parseWithImports(sources, file, refuse, []).toString()
}

const syntaxOf = (file: string): Syntax =>
  languageOf(file) === undefined ? 'css' : file.endsWith('.sass') ? 'indented' : 'scss'
