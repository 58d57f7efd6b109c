import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { say } from '../../../mock-server/index.ts'
import { sortedByName } from '../sorted.ts'
import { runners, type Runner } from './runners.ts'

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
  /** Set up vitest; by default only if the project has vitest and not jest. */
  isVitest?: boolean
}

/** The kit's part of a project that gets tests. */
export interface InitKit {
  /** The project's dependency on the kit. */
  dependencies: Record<string, string>
  /** Versions of what runs tests, that the kit was tested with. */
  jest: string
  vitest: string
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

/**
 * Adds tests to a mini-program that is there: the devDependency, what jest or vitest needs, a first test
 * and a workflow. Nothing that is there is changed but `package.json`, which gains lines.
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
  const runner = runnerOf(manifest, project, at)
  const configured = configOf(runner, manifest, at)
  extendManifest(manifest, kit, runner)
  writeFileSync(at('package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  report.done.push('package.json')

  if (configured !== undefined) {
    report.left.push(`${configured}: ${runner.hint}`)
  } else {
    const { name, text } = runner.config(isModule)
    add(name, text)
  }
  add('tests/first-page.test.js', runner.firstTest(project.firstPage, isModule))
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

function runnerOf(
  manifest: Manifest,
  { isVitest }: InitProject,
  at: (name: string) => string,
): Runner {
  const isThere = (runner: Runner) =>
    runner.name in { ...manifest.dependencies, ...manifest.devDependencies } ||
    configOf(runner, manifest, at)?.startsWith(runner.name) === true
  const hasVitest = isThere(runners.vitest) && !isThere(runners.jest) && manifest.jest === undefined
  return (isVitest ?? hasVitest) ? runners.vitest : runners.jest
}

/** The file with the runner's configuration, if there is one. */
function configOf({ name, configs }: Runner, { jest }: Manifest, at: (name: string) => string) {
  const file = configs.find((config) => existsSync(at(config)))
  return file ?? (name === 'jest' && jest !== undefined ? 'package.json' : undefined)
}

function extendManifest(manifest: Manifest, kit: InitKit, { name }: Runner) {
  const known = { ...manifest.dependencies, ...manifest.devDependencies }
  const wanted = { [name]: kit[name], ...kit.dependencies }
  const missing = Object.entries(wanted).filter(([wantedName]) => !(wantedName in known))
  const all = { ...manifest.devDependencies, ...Object.fromEntries(missing) }
  manifest.devDependencies = sortedByName(all)
  manifest.scripts = { ...manifest.scripts }
  const isNoTest = manifest.scripts.test?.includes('no test specified') ?? true
  if (isNoTest) manifest.scripts.test = name === 'jest' ? 'jest' : 'vitest run'
}
