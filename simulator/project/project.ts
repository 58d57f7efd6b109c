import { resolve } from 'node:path'
import { normalizeApp, type AppJson } from './app-json.ts'
import {
  componentsOf,
  findAllUsed,
  normalizeComponent,
  objectOf,
  type ComponentJson,
} from './component-json.ts'
import type { ProjectFault, Report } from './fault.ts'
import { ProjectFiles } from './files.ts'
import { parseJson } from './json.ts'
import { toPosix } from './names.ts'
import { NpmPackages } from './npm.ts'
import { Resolver } from './resolver.ts'
import type { ProjectPlace } from './root.ts'

type Colors = Record<string, string>

/** The content of a mini-program's `.json` files. */
export interface ProjectConfig {
  app: AppJson
  /** Values of `@name` by name, in each theme. */
  theme: Record<'light' | 'dark', Colors>
  /** `ext` of `ext.json`, for mini-programs made by a third-party platform. */
  ext?: Record<string, unknown>
  /** Every page and component, by its path from the root without ending. */
  components: Record<string, ComponentJson>
}

/** A mini-program as its files are now. */
export interface Project extends ProjectConfig {
  place: ProjectPlace
  files: ProjectFiles
  resolver: Resolver
  /** The faults; everything else can be used. */
  faults: ProjectFault[]
  /** Packages taken from `node_modules`, as DevTools' "build npm" would. Grows as they are found. */
  npm: NpmPackages
}

/**
 * Reads a mini-program: the one reader that preview, tests and checks share. Nothing in it throws; what
 * is wrong is in `faults`.
 *
 * @param also components that no page may use, without ending
 */
export function readProject(place: ProjectPlace, also: readonly string[] = []): Project {
  const files = new ProjectFiles(place.root, leftOut(place))
  const faults: ProjectFault[] = []
  const report = (fault: ProjectFault) => void faults.push(fault)
  for (const link of files.strayLinks) {
    report({ file: link, message: 'this link leads out of the mini-program', page: '' })
  }
  const read = (file: string) => readJson(files, file, report)
  const app = normalizeApp(read('app.json'), report)
  const npm = new NpmPackages(place, files, app)
  const resolver = new Resolver(files, npm, app.resolveAlias)
  const components = readComponents({ app, files, resolver, read, report, also })
  const theme = app.themeLocation ? read(app.themeLocation.replace(/^\/+/, '')) : {}
  const ext = files.has('ext.json') ? read('ext.json') : {}
  return {
    place,
    files,
    resolver,
    npm,
    faults,
    app: { ...app, pages: app.pages.filter((page) => components[page]) },
    theme: { light: objectOf(theme.light) as Colors, dark: objectOf(theme.dark) as Colors },
    ...(ext.extEnable === true && { ext: objectOf(ext.ext) }),
    components,
  }
}

interface Reading {
  app: AppJson
  files: ProjectFiles
  resolver: Resolver
  read: (file: string) => Record<string, unknown>
  report: Report
  also: readonly string[]
}

/** Every page with the components it uses, whatever the depth, and the custom tab bar. */
function readComponents({ app, files, resolver, read, report, also }: Reading) {
  const components: ProjectConfig['components'] = {}
  const shared = findAllUsed(resolver, 'app', objectOf(app.usingComponents), report)
  const visit = (name: string) => {
    if (components[name]) return
    const json = normalizeComponent(resolver, name, read(`${name}.json`), shared, report)
    components[name] = json
    for (const used of componentsOf(json)) visit(used)
  }
  for (const page of app.pages) {
    if (files.has(`${page}.wxml`)) visit(page)
    else report({ file: 'app.json', message: missingPage(files, page), page })
  }
  const tabBar = 'custom-tab-bar/index'
  if (app.tabBar?.custom && files.has(`${tabBar}.wxml`)) visit(tabBar)
  for (const name of also) {
    if (files.has(`${name}.wxml`)) visit(name)
    else report({ file: `${name}.wxml`, message: `there is no component at "${name}"` })
  }
  return components
}

/** Cloud functions are no part of what a phone gets, whatever folder they lie in. */
const leftOut = ({ folder, config }: ProjectPlace) =>
  [config.cloudfunctionRoot, 'cloudfunctions'].flatMap((at) =>
    at ? [resolve(folder, toPosix(at))] : [],
  )

function missingPage(files: ProjectFiles, page: string): string {
  const other = files.inOtherCase(`${page}.wxml`)
  return other === undefined
    ? `page "${page}" has no ${page}.wxml`
    : `page "${page}" is called ${other}; a phone tells capital letters from small ones`
}

/** A page may have no `.json`. */
function readJson(files: ProjectFiles, file: string, report: Report): Record<string, unknown> {
  const text = files.read(file)
  if (text === undefined) return {}
  const { value, fault } = parseJson(text)
  if (!fault) return value
  report({ file, line: fault.line, column: fault.column, message: `${file} ${fault.message}` })
  return {}
}
