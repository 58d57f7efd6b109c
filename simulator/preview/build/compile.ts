import { scopeName } from '../../engine/scope-name.ts'
import type { Program, ProgramStyle } from '../../engine/program.ts'
import type { ProjectFault, Report } from '../../project/fault.ts'
import { readMarkup, type Markup } from '../../project/markup.ts'
import type { Project, ProjectConfig } from '../../project/project.ts'
import { styleSheetOf } from '../../project/styles.ts'
import { hashOf, type BuildCache } from './cache.ts'
import { linkScripts } from './script.ts'
import type { SomeMarkup } from './wxml.ts'
import { listMedia } from './media.ts'
import { bundleScripts } from './script-bundle.ts'
import { compileSheet } from './sheet.ts'
import type { StyleScope } from './wxss.ts'

/** A mini-program as the phone gets it, but for its scripts and templates. */
export interface PhoneProgram extends ProjectConfig, Pick<Program, 'styles'> {
  faults: ProjectFault[]
  /** Identifies the mini-program among all on this machine. */
  id: string
}

/** A mini-program, compiled. What is wrong in it is in `faults`, and everything else works. */
export interface Build {
  project: Project
  program: PhoneProgram
  /** A JavaScript expression: templates by path. Made when a phone first asks for it. */
  templates: () => Promise<string>
  markup: Markup
  /** The text of each template and template script, by file, as it was when this was built. */
  texts: ReadonlyMap<string, string>
  /** Of these texts. */
  markupHashes: Record<string, string>
  scripts: { code: string; map: object; hash: string }
  /** Its pictures, sounds and fonts. */
  media: string[]
}

/**
 * Compiles a mini-program; what was compiled before comes from the cache.
 *
 * @param before the build that this one follows, if any: of the templates, only those that changed
 *   are compiled now, and all together when a phone loads again
 */
export async function compileProject(
  project: Project,
  cache: BuildCache,
  before?: Build,
): Promise<Build> {
  const { app, theme, ext, components, files, resolver, place } = project
  const faults = [...project.faults]
  const report: Report = (fault) => void faults.push(fault)
  const names = Object.keys(components)
  const markup = readMarkup(files, resolver, names, report)
  const texts = new Map(
    [...markup.wxml, ...markup.wxs].map((file) => [file, files.read(file) ?? '']),
  )
  let made: Promise<CompiledTemplates> | undefined
  const templates = () => (made ??= allTemplates(texts, markup, cache))
  const [inTemplates, styles, linked] = await Promise.all([
    before ? faultsByFile(texts, markup, cache) : templates().then(({ faults: all }) => all),
    compileStyles(project, cache, report),
    linkScripts(project, cache),
  ])
  const { code, map, faults: inScripts } = bundleScripts(linked)
  faults.push(...inTemplates, ...inScripts, ...missingScripts(project))
  const config = { app, theme, ...(ext && { ext }), components }
  return {
    project,
    program: { ...config, styles, faults, id: place.id },
    templates: async () => (await templates()).code,
    markup,
    texts,
    markupHashes: Object.fromEntries([...texts].map(([file, text]) => [file, hashOf(text)])),
    scripts: { code, map, hash: hashOf(code) },
    media: listMedia(project),
  }
}

/** Templates as one JavaScript expression, and what is wrong in them. */
export interface CompiledTemplates {
  code: string
  faults: ProjectFault[]
}

/** All templates, compiled together: they import each other, and share their modules of WXS. */
async function allTemplates(texts: Build['texts'], markup: Markup, cache: BuildCache) {
  const key = ['templates', ...[...texts].flat()]
  const made = await cache.get(key, () => templatesOf(texts, markup))
  // Faults by file, kept until the file changes.
  for (const file of texts.keys()) {
    const own = made.faults.filter((fault) => fault.file === file)
    await cache.get(faultKey(texts, markup, file), () => own)
  }
  return made
}

/** Faults in the templates, each compiled alone: a fault is in one file, whatever it imports. */
async function faultsByFile(texts: Build['texts'], markup: Markup, cache: BuildCache) {
  const faults: ProjectFault[] = []
  for (const file of [...markup.wxs, ...markup.wxml]) {
    const only = file.endsWith('.wxml') ? { wxml: [file], wxs: [] } : { wxml: [], wxs: [file] }
    const alone = { ...only, known: markup.wxs }
    const make = async () => (await templatesOf(texts, alone)).faults
    faults.push(...(await cache.get(faultKey(texts, markup, file), make)))
  }
  return faults
}

/** All that decides what is wrong in a file: its text, and what it can require. */
const faultKey = (texts: Build['texts'], { wxs }: Markup, file: string) => [
  'faults of a template',
  file,
  texts.get(file) ?? '',
  ...wxs,
]

/** Compiles templates. */
export async function templatesOf(
  texts: Build['texts'],
  markup: SomeMarkup,
): Promise<CompiledTemplates> {
  const { compileTemplates } = await import('./wxml.ts') // a compiler that takes 40 ms to load
  const faults: ProjectFault[] = []
  const code = compileTemplates(
    (file) => texts.get(file),
    markup,
    (fault) => faults.push(fault),
  )
  return { code, faults }
}

/** Loads the compilers of templates and sheets, which a start with a full cache does not need. */
export async function loadCompilers() {
  await templatesOf(new Map([['a.wxml', '<view>{{a}}</view>']]), { wxml: ['a.wxml'], wxs: [] })
  await import('./wxss.ts')
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
  project: Project,
  name: string,
  cache: BuildCache,
  report: Report,
): Promise<ProgramStyle | undefined> {
  const { files, place, app } = project
  const file = styleSheetOf(files, place.config, name)
  if (file === undefined) return undefined
  const compile = (scope: StyleScope) => compileSheet(project, file, scope, cache)
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
