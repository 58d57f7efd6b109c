import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import config from './jest.config.js'

/**
 * `npm test`: all test files of an environment as one, so that what they load is loaded once; a file by
 * itself spends more on that than on its tests. Each is a `describe` by its path within one by its folder,
 * which keeps hooks apart. With file names, or with an option that picks tests, each file runs by itself,
 * as with `npx jest`.
 */
const root = dirname(fileURLToPath(import.meta.url))
const MADE = 'coverage/together'

const HARMLESS =
  /^(?:-i|--(?:config|no-cache|json|outputFile|maxWorkers|runInBand|silent|ci|color|verbose)\b.*)$/
const isWhole = process.argv.slice(2).every((option) => HARMLESS.test(option))

/** Paths from the root, with `/`. */
const testFiles = readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' })
  .map((path) => `tests/${path.replaceAll('\\', '/')}`)
  .filter((path) => /\.test\.ts$|^tests\/contracts\/[^/]+\.contract\.ts$/.test(path))
  .filter((path) => !path.startsWith('tests/fixtures/')) // projects of their own
  .toSorted()

const matches = (patterns, path) =>
  [patterns].flat().some((pattern) => new RegExp(pattern.replace('<rootDir>', '')).test(`/${path}`))

const textOf = (path) => readFileSync(join(root, path), 'utf8')

/** One that wants an environment of its own stays alone. */
const isAlone = (path) => textOf(path).includes('@jest-environment')

const requiring = (path) => `require(${JSON.stringify(join(root, path))})`

/** The tests of a folder. What they share comes first: its hooks are for the tests of all of them. */
function testsOf(folder, files) {
  const shared = files.flatMap((path) =>
    [...textOf(path).matchAll(/^(?:import .*|\}) from '\.\/([^/']+\.ts)'/gm)].map(
      ([, name]) => `${dirname(path)}/${name}`,
    ),
  )
  // An import in a text that a test writes down leads nowhere.
  const there = [...new Set(shared)].filter((path) => existsSync(join(root, path)))
  return [
    `describe('${folder}', () => {`,
    ...there.map(requiring),
    ...files.map((path) => `describe('${path}', () => void ${requiring(path)})`),
    '})',
  ].join('\n')
}

/** The same project with one file for all its test files. */
function together(project, name, files) {
  const { testRegex: _, testMatch: __, testPathIgnorePatterns: ___, ...rest } = project
  const grouped = files.filter((path) => !isAlone(path))
  const folders = [...new Set(grouped.map(dirname))]
  const parts = folders.map((folder) =>
    testsOf(
      folder,
      grouped.filter((path) => dirname(path) === folder),
    ),
  )
  const made = `<rootDir>/${MADE}/${name}.test.js`
  writeFileSync(made.replace('<rootDir>', root), parts.join('\n'))
  return {
    ...rest,
    roots: [...project.roots, `<rootDir>/${MADE}`],
    testMatch: [made, ...files.filter(isAlone).map((path) => `<rootDir>/${path}`)],
  }
}

function allTogether() {
  rmSync(join(root, MADE), { recursive: true, force: true })
  mkdirSync(join(root, MADE), { recursive: true })
  const [phone, node, server, ...others] = config.projects
  const ofNode = testFiles.filter((path) => matches(node.testRegex, path))
  const ofServer = testFiles.filter((path) => matches(server.testRegex, path))
  const rest = testFiles.filter((path) => !ofNode.includes(path) && !ofServer.includes(path))
  return [
    together(phone, 'phone', rest),
    together(node, 'node', ofNode),
    together(server, 'server', ofServer),
    ...others,
  ]
}

/** @type {import('jest').Config} */
export default { ...config, projects: isWhole ? allTogether() : config.projects }
