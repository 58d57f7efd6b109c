import type { ProjectFault } from '../../project/fault.ts'
import type { Project } from '../../project/project.ts'
import { findStyleCompiler } from '../../project/style-compiler.ts'
import { languageOf, type StyleLanguage } from '../../project/styles.ts'
import { compileLess, type Less } from './less.ts'
import { compileSass, type Sass } from './sass.ts'
import { SheetError } from './sheet-error.ts'

/** A sheet that a plugin of DevTools would make WXSS of, and what is wrong in it. */
export interface MadeSheet {
  wxss: string
  fault?: ProjectFault
}

/** Identifies the compiler of a sheet, for caches. */
export function toolOf({ place }: Project, file: string): string {
  const language = languageOf(file) ?? 'sass'
  return `${language} ${findStyleCompiler(place.folder, language)?.version ?? 'is not installed'}`
}

/**
 * A sheet of Sass or Less as WXSS, with all it imports, as DevTools' plugin of that name would make it.
 * Both compilers are optional: without them the sheet is empty and its fault says what to install.
 *
 * @param file one that `languageOf` knows
 */
export function makeWxss(project: Project, file: string): MadeSheet {
  const language = languageOf(file) ?? 'sass'
  const tool = findStyleCompiler(project.place.folder, language)?.load()
  if (tool === undefined) return { wxss: '', fault: { file, message: howToGet(language) } }
  try {
    return {
      wxss:
        language === 'sass'
          ? compileSass(tool as Sass, project.files, file)
          : compileLess(tool as Less, project.files, file),
    }
  } catch (error) {
    if (error instanceof SheetError) return { wxss: '', fault: error.fault }
    throw error
  }
}

const howToGet = (language: StyleLanguage) =>
  `DevTools compiles this by its plugin "${language}". ` +
  `To have it compiled here as well: npm i -D ${language}, then start again`
