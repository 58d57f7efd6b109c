import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { CreateError, type CreateOptions } from './options.ts'
import { kit } from './kit.ts'

interface Manifest {
  name: string
  version: string
  private: boolean
  type: string
  scripts: Record<string, string>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  overrides: Record<string, unknown>
  engines: Record<string, string>
}

/** Programs and typings that no file imports. */
const TOOLS = ['miniprogram-api-typings', 'typescript']
const TOOLS_OF_MOCK = ['@types/node', 'tsx']
const TOOLS_OF_TESTS = [
  '@babel/core',
  '@types/jest',
  'jest',
  'jest-environment-jsdom',
  'miniprogram-simulate',
]

/** The new project's `package.json`: of this one's dependencies what its own files name. */
export function manifestFor(options: CreateOptions, texts: Iterable<string>): Partial<Manifest> {
  const ours = readJson<Manifest>('package.json')
  const wanted = new Set(TOOLS)
  if (options.parts.mock) for (const name of TOOLS_OF_MOCK) wanted.add(name)
  if (options.parts.tests) for (const name of TOOLS_OF_TESTS) wanted.add(name)
  for (const text of texts) for (const name of packagesNamedIn(text)) wanted.add(name)
  const pick = (all: Record<string, string>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)))
  const dependencies = pick(ours.dependencies)
  return {
    name: packageName(options),
    version: '0.1.0',
    private: true,
    type: 'module',
    engines: ours.engines,
    scripts: scriptsFor(options),
    ...(Object.keys(dependencies).length > 0 ? { dependencies } : {}),
    devDependencies: pick(ours.devDependencies),
    // They set right what the test harness brings along.
    ...(options.parts.tests ? { overrides: ours.overrides } : {}),
  }
}

/** Every quoted word that could be a package; those that are none are not in our `package.json`. */
function packagesNamedIn(text: string): string[] {
  return [...text.matchAll(/['"]((?:@[\w.-]+\/)?[\w.-]+)(?:\/[^'"\n]*)?['"]/g)].map(
    ([, name = '']) => name,
  )
}

function packageName({ name, target }: CreateOptions): string {
  const slug = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
  return slug(name) || slug(basename(target)) || 'mini-program'
}

function scriptsFor({ parts, language }: CreateOptions): Record<string, string> {
  const { scripts } = readJson<Manifest>('package.json')
  const programs = ['miniprogram']
  if (parts.mock) programs.push('mock-server', 'simulator')
  if (parts.tests && language === 'ts') programs.push('tests')
  const types = programs.map((folder) => `tsc -p ${folder}`).join(' && ')
  const ending = `.${language}`
  const contract = scripts.contract?.replace(/\.ts$/, ending)
  return {
    ...(parts.mock && pickScripts(scripts, ['start', 'mock', 'check:wechat'])),
    ...(parts.tests && contract ? { contract } : {}),
    types,
    test: parts.tests ? 'jest' : 'npm run types',
    ...(parts.tests ? { check: 'npm run types && npm test' } : {}),
  }
}

const pickScripts = (scripts: Record<string, string>, names: string[]) =>
  Object.fromEntries(names.map((name) => [name, scripts[name] ?? '']))

/**
 * The new project's lock file: this one's versions and checksums, without what it does not need.
 * npm prunes it; it reads nothing but the two files, so no network is wanted.
 *
 * @param folder holds the new `package.json`
 * @throws CreateError when npm can't be run
 */
export async function writeLock(folder: string, manifest: Partial<Manifest>) {
  const lock = readJson<{ name: string; packages: Record<string, unknown> }>('package-lock.json')
  Object.assign(lock, { name: manifest.name, version: manifest.version })
  lock.packages[''] = manifest
  writeFileSync(join(folder, 'package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`)
  const prune = ['prune', '--package-lock-only', '--offline', '--ignore-scripts']
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  try {
    await promisify(execFile)('npm', [...prune, ...quiet], {
      cwd: folder,
      shell: process.platform === 'win32', // npm is a .cmd there
    })
  } catch (error) {
    throw new CreateError(`npm could not write the lock file: ${(error as Error).message}`)
  }
}

const readJson = <T>(file: string) => JSON.parse(readFileSync(join(kit, file), 'utf8')) as T
