import { compileTemplates as compile } from '../../engine/templates/compile.ts'
import type { Report } from '../../project/fault.ts'
import type { ProjectFiles } from '../../project/files.ts'
import type { Markup } from '../../project/markup.ts'

/** Templates with what they import and include; see `compileTemplates` of the engine. */
export function compileTemplates(
  files: ProjectFiles,
  { wxml, wxs }: Pick<Markup, 'wxml' | 'wxs'>,
  report: Report,
): string {
  const sources = (names: readonly string[]) =>
    new Map(names.map((name) => [name, files.read(name) ?? '']))
  return compile({ wxml: sources([...wxml]), wxs: sources([...wxs]) }, report)
}
