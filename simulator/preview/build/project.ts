import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, posix, resolve } from 'node:path'

/** A mini-program's folder can't be shown. `message` says why and what to do. */
class ProjectError extends Error {
  override name = 'ProjectError' as const
}

/** Something in the project that does not compile; shown over the phone until it is mended. */
export interface CompileError {
  /** From the mini-program's root. */
  file: string
  line?: number
  column?: number
  message: string
}

export interface WindowJson {
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: string
  navigationStyle?: 'default' | 'custom'
  backgroundColor?: string
}

export interface TabBarJson {
  color?: string
  selectedColor?: string
  backgroundColor?: string
  list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[]
}

export interface AppJson {
  pages: string[]
  window?: WindowJson
  tabBar?: TabBarJson
  usingComponents?: Record<string, string>
  themeLocation?: string
}

/** A page's or component's `.json`, its `usingComponents` as paths from the root. */
export interface ComponentJson extends WindowJson {
  component?: boolean
  usingComponents: Record<string, string>
  componentGenerics?: Record<string, true | { default?: string }>
  styleIsolation?: string
  pureDataPattern?: string
}

export interface ProjectConfig {
  app: AppJson
  /** Colours by name for `@name` values, in each theme. */
  theme: Record<'light' | 'dark', Record<string, string>>
  /** Every page and component, by its path from the root. */
  components: Record<string, ComponentJson>
}

/**
 * The mini-program's root in a project folder.
 *
 * @param folder one with `project.config.json`, or with `app.json`
 * @throws ProjectError when it holds neither, or `project.config.json` is broken
 */
export function findRoot(folder: string): string {
  const configFile = join(folder, 'project.config.json')
  let root = resolve(folder)
  if (existsSync(configFile)) {
    const config = parse(readFileSync(configFile, 'utf8'), configFile)
    root = resolve(folder, (config as { miniprogramRoot?: string }).miniprogramRoot ?? '')
  }
  if (existsSync(join(root, 'app.json'))) return root
  throw new ProjectError(
    `There is no app.json in ${root}. Name the folder with project.config.json or app.json: ` +
      'npm start -- --project FOLDER',
  )
}

/**
 * Reads `app.json`, and the `.json` of every page and every component they use.
 *
 * @param report told of each fault; what depends on it is left out
 */
export function readProject(root: string, report: (error: CompileError) => void): ProjectConfig {
  const read = (file: string) => readJson(root, file, report)
  const app = read('app.json') as Partial<AppJson> & {
    subPackages?: SubPackage[]
    subpackages?: SubPackage[]
  }
  const packages = app.subPackages ?? app.subpackages ?? []
  const pages = [
    ...(app.pages ?? []),
    ...packages.flatMap(({ root: at, pages: own }) => own.map((page) => posix.join(at, page))),
  ]
  const components: Record<string, ComponentJson> = {}
  const shared = resolveAll(root, 'app', app.usingComponents ?? {}, report)
  const visit = (path: string) => {
    if (components[path]) return
    const json = read(`${path}.json`) as Partial<ComponentJson>
    const own = resolveAll(root, path, json.usingComponents ?? {}, report)
    components[path] = { ...json, usingComponents: { ...shared, ...own } }
    for (const used of Object.values(components[path].usingComponents)) visit(used.slice(1))
  }
  for (const page of pages) {
    if (existsSync(join(root, `${page}.wxml`))) visit(page)
    else report({ file: 'app.json', message: `page "${page}" has no ${page}.wxml` })
  }
  const theme = app.themeLocation ? (read(app.themeLocation) as ProjectConfig['theme']) : undefined
  return {
    app: { ...app, pages: pages.filter((page) => components[page]) },
    theme: { light: theme?.light ?? {}, dark: theme?.dark ?? {} },
    components,
  }
}

interface SubPackage {
  root: string
  pages: string[]
}

/**
 * `usingComponents` as `/path/from/root`; those that are not there are reported and left out. What a
 * plugin would bring is left out too: its place on the page says that it is not simulated.
 */
function resolveAll(
  root: string,
  from: string,
  using: Record<string, string>,
  report: (error: CompileError) => void,
): Record<string, string> {
  const resolved: Record<string, string> = {}
  for (const [tag, path] of Object.entries(using)) {
    if (path.startsWith('plugin://')) continue
    const found = candidates(from, path).find((at) => existsSync(join(root, `${at}.json`)))
    if (found !== undefined) resolved[tag] = `/${found}`
    else report({ file: `${from}.json`, message: `component <${tag}> is not found at "${path}"` })
  }
  return resolved
}

function candidates(from: string, path: string): string[] {
  if (path.startsWith('/')) return [path.slice(1), `${path.slice(1)}/index`]
  const beside = posix.join(posix.dirname(from), path)
  const npm = posix.join('miniprogram_npm', path)
  return [beside, `${beside}/index`, npm, `${npm}/index`]
}

function readJson(root: string, file: string, report: (error: CompileError) => void): object {
  const at = join(root, file)
  if (!existsSync(at) || !statSync(at).isFile()) return {} // a page may have none
  try {
    return parse(readFileSync(at, 'utf8'), file)
  } catch (error) {
    report({ file, message: (error as Error).message })
    return {}
  }
}

function parse(text: string, file: string): object {
  try {
    return JSON.parse(text) as object
  } catch (error) {
    throw new ProjectError(`${file} is not valid JSON: ${(error as Error).message}`)
  }
}
