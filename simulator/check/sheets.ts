import type { Project } from '../project/project.ts'
import { findStyleCompiler } from '../project/style-compiler.ts'
import { languageOf, styleSheetOf } from '../project/styles.ts'
import type { Add } from './use.ts'

const ENDINGS = ['less', 'scss', 'sass']

/**
 * Finds sheets that no phone sees: in Sass or Less while DevTools' plugin for it is off, or on and its
 * compiler is not installed here.
 */
export function readSheets({ files, components, place }: Project, add: Add) {
  for (const name of ['app', ...Object.keys(components)]) {
    const sheet = styleSheetOf(files, place.config, name)
    if (sheet !== undefined) {
      const language = languageOf(sheet)
      if (language === undefined || findStyleCompiler(place.folder, language)) continue
      const use = { kind: 'sheet', name: language, extent: 'missing' } as const
      add({ ...use, note: `npm i -D ${language}` }, { file: sheet, line: 1 })
      continue
    }
    const file = ENDINGS.map((ending) => `${name}.${ending}`).find((one) => files.has(one))
    if (file === undefined) continue
    const language = languageOf(file) ?? ''
    const note = `project.config.json: "setting": {"useCompilerPlugins": ["${language}"]}`
    add({ kind: 'sheet', name: `${language}, off`, extent: 'missing', note }, { file, line: 1 })
  }
}
