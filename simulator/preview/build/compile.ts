import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readProject, type CompileError, type ProjectConfig } from './project.ts'
import type { ProgramStyle } from '../../engine/program.ts'
import { scopeName } from '../../engine/scope-name.ts'
import { compileTemplates } from './wxml.ts'
import { Styles, type StyleScope } from './wxss.ts'

/** Everything of a project but its scripts. */
export interface CompiledProject extends ProjectConfig {
  /** A JavaScript expression: templates by path. */
  templates: string
  /** By path, `app` for `app.wxss`. */
  styles: Record<string, ProgramStyle>
  errors: CompileError[]
}

/** Compiles a project; what is wrong in it is in `errors`, and everything else still works. */
export function compileProject(root: string, sheets = new Styles(root)): CompiledProject {
  const errors: CompileError[] = []
  const report = (error: CompileError) => void errors.push(error)
  const config = readProject(root, report)
  const styles: CompiledProject['styles'] = {}
  for (const path of ['app', ...Object.keys(config.components)]) {
    const style = compileOne(root, path, config, sheets, report)
    if (style) styles[path] = style
  }
  return { ...config, templates: compileTemplates(root, report), styles, errors }
}

function compileOne(
  root: string,
  path: string,
  config: ProjectConfig,
  sheets: Styles,
  report: (error: CompileError) => void,
): ProgramStyle | undefined {
  const file = `${path}.wxss`
  if (!existsSync(join(root, file))) return undefined
  const compile = (scope: StyleScope) => sheets.get(file, scope, report)
  if (path === 'app') return { shared: compile({ kind: 'app' }) }
  if (config.app.pages.includes(path)) return { shared: compile({ kind: 'page', route: path }) }
  return {
    scoped: compile({ kind: 'component', name: scopeName(path) }),
    shared: sheets.get(file, { kind: 'app' }, () => {}), // its faults are known by now
  }
}
