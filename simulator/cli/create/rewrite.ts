import type { CreateOptions } from './options.ts'

/** The template's own title, in Chinese on its screens and in `app.json`. */
const TITLE = '登录示例'

/** A base library that DevTools offers; `latest` is none that a project can be released with. */
const BASE_LIBRARY = '3.17.5'

/**
 * A file of the template as the new project has it: with its name, its appid, its backend.
 *
 * @param file the path in the new project
 */
export function rewrite(file: string, text: string, options: CreateOptions): string {
  const named = file.startsWith('miniprogram/') ? text.replaceAll(TITLE, options.name) : text
  if (file === 'miniprogram/config.ts') return withBackend(named, options)
  if (file === 'project.config.json') return projectConfig(named, options)
  if (file === 'miniprogram/tsconfig.json' && options.language === 'js') return editorConfig(named)
  return named
}

/**
 * With the kit, `develop` stays the mock server's address, so that `npm start` and the tests work at
 * once.
 *
 * @throws Error when the addresses are not where they were
 */
function withBackend(text: string, { backend, parts }: CreateOptions): string {
  if (!backend) return text
  const builds = parts.kit ? ['trial', 'release'] : ['develop', 'trial', 'release']
  return builds.reduce((changed, build) => {
    const address = new RegExp(`^( *${build}: )'[^']*'`, 'm')
    if (!address.test(changed)) throw new Error(`config.ts names no address for ${build}`)
    return changed.replace(address, (_, head: string) => `${head}'${backend}'`)
  }, text)
}

interface ProjectConfig {
  setting: { useCompilerPlugins?: string[]; urlCheck: boolean }
}

/** A release is checked against the list of domains; `project.private.config.json` says otherwise here. */
function projectConfig(text: string, { name, appid, language }: CreateOptions): string {
  const config = JSON.parse(text) as ProjectConfig
  Object.assign(config, {
    description: name,
    appid,
    projectname: name,
    libVersion: BASE_LIBRARY,
  })
  config.setting.urlCheck = true
  if (language === 'js') delete config.setting.useCompilerPlugins
  return json(config)
}

/** For the editor's completion in a project without TypeScript. */
function editorConfig(text: string): string {
  const config = JSON.parse(text) as { compilerOptions: object; include: string[] }
  Object.assign(config.compilerOptions, { allowJs: true, strict: false })
  config.include = ['**/*.js']
  return json(config)
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
