import type { CreateOptions } from './options.ts'

/** The template's own title, in Chinese on its screens and in `app.json`. */
const TITLE = '登录示例'

/**
 * What is other in the new project's copy of a file: its name, its appid, its backend.
 *
 * @param file the path in this repository
 */
export function rewrite(file: string, text: string, options: CreateOptions): string {
  const named = /^(?:miniprogram|tests)\//.test(file) ? text.replaceAll(TITLE, options.name) : text
  if (file === 'miniprogram/config.ts') return withBackend(named, options)
  if (file === 'project.config.json') return projectConfig(named, options)
  if (file.endsWith('tsconfig.json')) return compilerOptions(file, named, options)
  return named
}

/**
 * With the mock server, `develop` stays its address, so that `npm start` and the tests work at once.
 *
 * @throws Error when the addresses are not where they were
 */
function withBackend(text: string, { backend, parts }: CreateOptions): string {
  if (!backend) return text
  const builds = parts.mock ? ['trial', 'release'] : ['develop', 'trial', 'release']
  return builds.reduce((changed, build) => {
    const address = new RegExp(`^( *${build}: )'[^']*'`, 'm')
    if (!address.test(changed))
      throw new Error(`miniprogram/config.ts names no address for ${build}`)
    return changed.replace(address, (_, head: string) => `${head}'${backend}'`)
  }, text)
}

interface ProjectConfig {
  description: string
  setting: { useCompilerPlugins?: string[]; urlCheck: boolean }
}

function projectConfig(text: string, { name, appid, language }: CreateOptions): string {
  const config = JSON.parse(text) as ProjectConfig
  Object.assign(config, { description: name, appid, projectname: name })
  if (language === 'js') delete config.setting.useCompilerPlugins
  return json(config)
}

interface TsConfig {
  compilerOptions: { types: string[] }
  include?: string[]
}

function compilerOptions(file: string, text: string, { parts, language }: CreateOptions): string {
  const config = JSON.parse(text) as TsConfig
  if (file === 'miniprogram/tsconfig.json' && language === 'js') {
    // For the editor's completion, and to find what is no JavaScript.
    Object.assign(config.compilerOptions, { allowJs: true, strict: false })
    config.include = ['**/*.js']
  }
  if (file === 'simulator/tsconfig.json' && !parts.tests) {
    config.compilerOptions.types = config.compilerOptions.types.filter((name) => name !== 'jest')
  }
  if (file === 'tests/tsconfig.json') {
    config.include = ['**/*.ts', '../simulator/jest/types.d.ts']
  }
  return json(config)
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
