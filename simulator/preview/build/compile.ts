import { scopeName } from '../../engine/scope-name.ts'
import type { Program, ProgramStyle } from '../../engine/program.ts'
import type { ProjectFault, Report } from '../../project/fault.ts'
import { readMarkup, type Markup } from '../../project/markup.ts'
import type { Project, ProjectConfig } from '../../project/project.ts'
import { styleSheetOf } from '../../project/styles.ts'
import { hashOf, type BuildCache } from './cache.ts'
import { linkScripts } from './script.ts'
import { bundleScripts } from './script-bundle.ts'
import { compileSheet } from './sheet.ts'
import type { StyleScope } from './wxss.ts'

/** A mini-program as the phone gets it, but for its scripts and templates. */
export interface PhoneProgram extends ProjectConfig, Pick<Program, 'styles'> {
  faults: ProjectFault[]
  /** Tells the mini-program from every other on this machine. */
  id: string
}

/** A mini-program, compiled. What is wrong in it is in `faults`, and everything else works. */
export interface Build {
  project: Project
  program: PhoneProgram
  /** A JavaScript expression: templates by path. */
  templates: string
  markup: Markup
  /** Of the text of each template and template script, by file. */
  markupHashes: Record<string, string>
  scripts: { code: string; map: object; hash: string }
}

/** Compiles a mini-program; what was compiled before comes from the cache. */
export async function compileProject(project: Project, cache: BuildCache): Promise<Build> {
  const { app, theme, ext, components, files, resolver, place } = project
  const faults = [...project.faults]
  const report: Report = (fault) => void faults.push(fault)
  const names = Object.keys(components)
  const markup = readMarkup(files, resolver, names, report)
  const texts = [...markup.wxml, ...markup.wxs].map((file) => [file, files.read(file) ?? ''])
  const [templates, styles, linked] = await Promise.all([
    cache.get(['templates', ...texts.flat()], () => templatesOf(project, markup)),
    compileStyles(project, cache, report),
    linkScripts(project, cache),
  ])
  const { code, map, faults: inScripts } = bundleScripts(linked)
  faults.push(...templates.faults, ...inScripts, ...missingScripts(project))
  const config = { app, theme, ...(ext && { ext }), components }
  return {
    project,
    program: { ...config, styles, faults, id: place.id },
    templates: templates.code,
    markup,
    markupHashes: Object.fromEntries(texts.map(([file = '', text = '']) => [file, hashOf(text)])),
    scripts: { code, map, hash: hashOf(code) },
  }
}

/** Templates as one JavaScript expression, and what is wrong in them. */
export interface CompiledTemplates {
  code: string
  faults: ProjectFault[]
}

export async function templatesOf(
  { files }: Project,
  markup: Pick<Markup, 'wxml' | 'wxs'>,
): Promise<CompiledTemplates> {
  const { compileTemplates } = await import('./wxml.ts') // a compiler that takes 40 ms to load
  const faults: ProjectFault[] = []
  const code = compileTemplates(files, markup, (fault) => faults.push(fault))
  return { code, faults }
}

async function compileStyles(project: Project, cache: BuildCache, report: Report) {
  const styles: Record<string, ProgramStyle> = {}
  const names = ['app', ...Object.keys(project.components)]
  const compiled = await Promise.all(
    names.map((name) => compileStyle(project, name, cache, report)),
  )
  names.forEach((name, at) => {
    const style = compiled[at]
    if (style) styles[name] = style
  })
  return styles
}

async function compileStyle(
  { files, place, app }: Project,
  name: string,
  cache: BuildCache,
  report: Report,
): Promise<ProgramStyle | undefined> {
  const file = styleSheetOf(files, place.config, name, report)
  if (file === undefined) return undefined
  const compile = (scope: StyleScope) => compileSheet(files, file, scope, cache)
  const isOwn = name === 'app' || app.pages.includes(name)
  const scope: StyleScope = name === 'app' ? { kind: 'app' } : { kind: 'page', route: name }
  const shared = await compile(isOwn ? scope : { kind: 'app' })
  shared.faults.forEach(report)
  if (isOwn) return { shared: shared.css }
  const scoped = await compile({ kind: 'component', name: scopeName(name) })
  return { scoped: scoped.css, shared: shared.css }
}

/** Without a script WeChat opens no page. */
const missingScripts = ({ components, resolver }: Project): ProjectFault[] =>
  Object.keys(components)
    .filter((name) => resolver.scriptFile(name) === undefined)
    .map((name) => ({ file: `${name}.js`, message: `there is no ${name}.ts or ${name}.js` }))
