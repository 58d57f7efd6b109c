import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { say } from '../../../mock-server/index.ts'
import { sortedByName } from '../sorted.ts'

/** A project that can't be added to; it says why, and what to do. */
class InitError extends Error {
  override name = 'InitError' as const
}

/** The mini-program that is added to. */
export interface InitProject {
  /** The folder with `project.config.json` or `app.json`. */
  folder: string
  /** The first page of `app.json`, without a slash. */
  firstPage: string
}

/** The kit's part of a project that gets tests. */
export interface InitKit {
  /** The project's dependency on the kit. */
  dependencies: Record<string, string>
  /** The version of jest that the preset was tested with. */
  jest: string
  /** The workflow that runs the tests. */
  workflow: string
}

/** The files written, and those left as they were, in words. */
export interface InitReport {
  done: string[]
  left: string[]
}

interface Manifest {
  type?: string
  jest?: object
  scripts?: Record<string, string>
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

const JEST_CONFIGS = ['js', 'ts', 'mjs', 'cjs', 'json'].map((ending) => `jest.config.${ending}`)

/**
 * Adds tests to a mini-program that is there: the devDependency, jest's preset, a first test and a
 * workflow. Nothing that is there is changed but `package.json`, which gains lines.
 *
 * @throws InitError when `package.json` is no JSON
 */
export function init(project: InitProject, kit: InitKit): InitReport {
  const report: InitReport = { done: [], left: [] }
  const at = (name: string) => join(project.folder, name)
  const add = (name: string, text: string) => {
    if (existsSync(at(name))) {
      report.left.push(name)
      return
    }
    mkdirSync(dirname(at(name)), { recursive: true })
    writeFileSync(at(name), text)
    report.done.push(name)
  }

  const manifest = readManifest(at('package.json'), project.folder)
  const isModule = manifest.type === 'module'
  const configured = JEST_CONFIGS.find((name) => existsSync(at(name)))
  const hasJest = configured !== undefined || manifest.jest !== undefined
  extendManifest(manifest, kit)
  writeFileSync(at('package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  report.done.push('package.json')

  if (hasJest) {
    report.left.push(`${configured ?? 'package.json'}: preset: 'weapp-login-kit'`)
  } else {
    add('jest.config.js', jestConfig(isModule))
  }
  add(join('tests', 'first-page.test.js').replaceAll('\\', '/'), firstTest(project, isModule))
  add('.github/workflows/test.yml', kit.workflow)
  return report
}

function readManifest(file: string, folder: string): Manifest {
  if (!existsSync(file)) {
    const name = basename(folder)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
    return { name: name || 'mini-program', private: true, version: '0.1.0' } as Manifest
  }
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) as Manifest
  } catch {
    throw new InitError(
      say(
        `${file} 不是合法的 JSON。先改好它；什么都没有写。`,
        `${file} is no JSON. Mend it first; nothing was written.`,
      ),
    )
  }
}

function extendManifest(manifest: Manifest, { dependencies, jest }: InitKit) {
  const known = { ...manifest.dependencies, ...manifest.devDependencies }
  const wanted = { jest, ...dependencies }
  const missing = Object.entries(wanted).filter(([name]) => !(name in known))
  const all = { ...manifest.devDependencies, ...Object.fromEntries(missing) }
  manifest.devDependencies = sortedByName(all)
  manifest.scripts = { ...manifest.scripts }
  const isNoTest = manifest.scripts.test?.includes('no test specified') ?? true
  if (isNoTest) manifest.scripts.test = 'jest'
}

const jestConfig = (isModule: boolean) =>
  `/** @type {import('jest').Config} */
${isModule ? 'export default' : 'module.exports ='} {
  preset: 'weapp-login-kit',
  testMatch: ['<rootDir>/tests/**/*.test.js'],
}
`

const firstTest = ({ firstPage }: InitProject, isModule: boolean) =>
  `${
    isModule
      ? "import { launch } from 'weapp-login-kit/jest'"
      : "const { launch } = require('weapp-login-kit/jest')"
  }

test('the first page opens', async () => {
  const phone = launch('/${firstPage}')
  await phone.idle()
  expect(phone.pages.stack.map((page) => page.route)).toEqual(['${firstPage}'])
})
`
