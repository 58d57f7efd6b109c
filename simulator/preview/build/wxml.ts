import { compileTemplates as compile } from '../../engine/templates/compile.ts'
import type { Report } from '../../project/fault.ts'
import type { Markup } from '../../project/markup.ts'

/** Templates and scripts to compile together. */
export interface SomeMarkup extends Pick<Markup, 'wxml' | 'wxs'> {
  /** Scripts that can be required, where they are more than those compiled here. */
  known?: string[]
}

/** Templates with what they import and include; see `compileTemplates` of the engine. */
export function compileTemplates(
  textOf: (file: string) => string | undefined,
  { wxml, wxs, known }: SomeMarkup,
  report: Report,
): string {
  const sources = (names: readonly string[]) =>
    new Map(names.map((name) => [name, textOf(name) ?? '']))
  return compile({ wxml: sources(wxml), wxs: sources(wxs), ...(known && { known }) }, report)
}
