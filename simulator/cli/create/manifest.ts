import { basename } from 'node:path'
import { sortedByName } from '../sorted.ts'
import type { Kit } from './kit.ts'
import type { CreateOptions } from './options.ts'

/** The fields of a new project's `package.json`. */
export interface Manifest {
  name: string
  version: string
  private: true
  type: 'module'
  scripts: Record<string, string>
  devDependencies: Record<string, string>
  overrides?: Record<string, string>
  resolutions?: Record<string, string>
  allowScripts?: Record<string, false>
}

/**
 * The new project's `package.json`.
 *
 * @param kitDependencies how it depends on the kit's packages; `file:` where they are not published
 */
export function manifestFor(
  options: CreateOptions,
  kit: Kit,
  kitDependencies: Record<string, string>,
): Manifest {
  const { parts, language } = options
  const wanted = [
    ...(language === 'ts' ? ['miniprogram-api-typings', 'typescript'] : []),
    ...(parts.tests ? ['jest'] : []),
    ...(parts.tests && language === 'ts' ? ['@types/jest'] : []),
  ]
  const others = Object.fromEntries(wanted.map((name) => [name, kit.versions[name] ?? '*']))
  const devDependencies = { ...(parts.kit ? kitDependencies : {}), ...others }
  return {
    name: packageName(options),
    version: '0.1.0',
    private: true,
    type: 'module',
    scripts: scriptsFor(options),
    devDependencies: sortedByName(devDependencies),
    ...(parts.kit ? unpublished(kitDependencies) : {}),
    ...(parts.kit ? { allowScripts: NO_SCRIPTS } : {}),
  }
}

/** Their install scripts are of no use here; npm and pnpm ask for a list of such packages. */
const NO_SCRIPTS: Record<string, false> = {
  '@parcel/watcher': false,
  esbuild: false,
  msw: false,
  'unrs-resolver': false,
}

/** pnpm's settings, which it reads from a separate file. */
export function pnpmSettings(dependencies: Record<string, string>): string {
  const lines = (values: object) =>
    Object.entries(values).map(([name, value]) => `  '${name}': ${String(value)}`)
  const files = filesOf(dependencies)
  return [
    'allowBuilds:',
    ...lines(NO_SCRIPTS),
    ...(files.length > 0 ? ['overrides:', ...lines(Object.fromEntries(files))] : []),
    '',
  ].join('\n')
}

const filesOf = (dependencies: Record<string, string>) =>
  Object.entries(dependencies).filter(([, version]) => version.startsWith('file:'))

/** Packages that come as files depend on each other by version: every package manager has its way. */
function unpublished(dependencies: Record<string, string>) {
  const files = filesOf(dependencies)
  if (files.length === 0) return {}
  const overrides = Object.fromEntries(files)
  const byName = Object.fromEntries(files.map(([name]) => [name, `$${name}`]))
  return { overrides: byName, resolutions: overrides }
}

function scriptsFor({ parts, language }: CreateOptions): Record<string, string> {
  const programs = ['miniprogram', ...(parts.tests ? ['tests'] : [])]
  const types = programs.map((folder) => `tsc -p ${folder}`).join(' && ')
  return {
    ...(parts.kit && {
      start: 'weapp-login-kit start',
      mock: 'weapp-login-kit mock',
      try: 'weapp-login-kit try',
      contract: 'weapp-login-kit contract',
    }),
    ...(language === 'ts' ? { types } : {}),
    ...(parts.tests ? { test: 'jest' } : language === 'ts' ? { test: 'npm run types' } : {}),
  }
}

function packageName({ name, target }: CreateOptions): string {
  const slug = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
  return slug(name) || slug(basename(target)) || 'mini-program'
}
