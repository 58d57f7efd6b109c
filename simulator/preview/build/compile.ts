import { scopeName } from '../../engine/scope-name.ts'
import type { ProgramStyle } from '../../engine/program.ts'
import type { ProjectFault, Report } from '../../project/fault.ts'
import { readMarkup } from '../../project/markup.ts'
import type { Project, ProjectConfig } from '../../project/project.ts'
import { styleSheetOf } from '../../project/styles.ts'
import { compileTemplates } from './wxml.ts'
import { Styles, type StyleScope } from './wxss.ts'

/** Everything of a project but its scripts. */
export interface CompiledProject extends ProjectConfig {
  /** A JavaScript expression: templates by path. */
  templates: string
  /** By path, `app` for `app.wxss`. */
  styles: Record<string, ProgramStyle>
  faults: ProjectFault[]
  /** Tells the mini-program from every other on this machine. */
  id: string
}

/** Compiles a project; what is wrong in it is in `faults`, and everything else still works. */
export function compileProject(project: Project, sheets = new Styles()): CompiledProject {
  const { app, theme, ext, components, files, resolver, place } = project
  const faults = [...project.faults]
  const report: Report = (fault) => void faults.push(fault)
  const styles: CompiledProject['styles'] = {}
  for (const name of ['app', ...Object.keys(components)]) {
    const style = compileOne(project, name, sheets, report)
    if (style) styles[name] = style
  }
  const markup = readMarkup(files, resolver, Object.keys(components), report)
  const templates = compileTemplates(files, markup, report)
  return { app, theme, ...(ext && { ext }), components, templates, styles, faults, id: place.id }
}

function compileOne(
  { files, place, app }: Project,
  name: string,
  sheets: Styles,
  report: Report,
): ProgramStyle | undefined {
  const file = styleSheetOf(files, place.config, name, report)
  if (file === undefined) return undefined
  const compile = (scope: StyleScope) => sheets.get(files, file, scope, report)
  if (name === 'app') return { shared: compile({ kind: 'app' }) }
  if (app.pages.includes(name)) return { shared: compile({ kind: 'page', route: name }) }
  return {
    scoped: compile({ kind: 'component', name: scopeName(name) }),
    shared: sheets.get(files, file, { kind: 'app' }, () => {}), // its faults are known by now
  }
}
