import type { Report } from './fault.ts'
import type { ProjectFiles } from './files.ts'
import { resolveName } from './names.ts'
import type { ProjectConfigJson } from './root.ts'

/** Style languages that DevTools compiles by a plugin, by their endings. */
const PLUGINS: Record<string, string> = { less: 'less', scss: 'sass', sass: 'sass' }

/**
 * The style sheet of a page, a component or the app (`app`).
 *
 * @returns `undefined` where there is none; a sheet in another language is reported
 */
export function styleSheetOf(
  files: ProjectFiles,
  config: ProjectConfigJson,
  name: string,
  report: Report,
): string | undefined {
  if (files.has(`${name}.wxss`)) return `${name}.wxss`
  const other = Object.keys(PLUGINS).find((ending) => files.has(`${name}.${ending}`))
  if (other === undefined) return undefined
  const plugins = config.setting?.useCompilerPlugins || []
  const isOn = plugins.includes(PLUGINS[other] ?? '')
  const file = `${name}.${other}`
  if (isOn) {
    report({
      file,
      message: `DevTools compiles this by its plugin; here it must be compiled to ${name}.wxss first`,
    })
  }
  return undefined // without the plugin WeChat does not see it either
}

/** The sheet that another one imports, with or without its ending; nothing where it is not there. */
export function findSheet(files: ProjectFiles, from: string, target: string): string | undefined {
  const name = resolveName(from, target)
  return [name, `${name}.wxss`].find((file) => files.has(file))
}

/** A style sheet and all it imports, whatever the depth: names and texts in turn. */
export function readSheet(files: ProjectFiles, file: string): string[] {
  const found = new Map<string, string>()
  const visit = (name: string) => {
    if (found.has(name)) return
    const text = files.read(name) ?? ''
    found.set(name, text)
    const imported = text.matchAll(/@import\s+(?:url\(\s*)?["']?([^"')\s;]+)/g)
    for (const [, target = ''] of imported) visit(findSheet(files, name, target) ?? target)
  }
  visit(file)
  return [...found].flat()
}
