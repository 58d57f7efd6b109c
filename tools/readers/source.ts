import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { parseSync, traverse, types as t } from '@babel/core'

/** A file of code, parsed. */
export interface Source {
  /** From the repository's root. */
  path: string
  text: string
  tree: t.File
}

const PLACES = [
  'miniprogram',
  'mock-server',
  'simulator',
  'tools',
  'tests',
  'bench',
  'docs/.vitepress',
  'start.ts',
]

/** Mini-programs and pages that tests play: written as somebody else's. */
const NOT_OURS =
  /node_modules|\/fixtures?\/|\/cli\/create\/project\/|miniprogram-ci\/|api-types\.ts$/

/** Every file of code in this repository, but for fixtures and what tools generate. */
export function readSources(): Source[] {
  return PLACES.flatMap(filesBelow)
    .filter((path) => !NOT_OURS.test(path))
    .map((path) => parseSource(path, readFileSync(path, 'utf8')))
}

function filesBelow(path: string): string[] {
  if (/\.\w+$/.test(path) && !path.endsWith('.vitepress')) return isCode(path) ? [path] : []
  const names = readdirSync(path, { withFileTypes: true })
  return names
    .filter(({ name }) => name !== 'node_modules')
    .flatMap((entry) => {
      const at = posix.join(path, entry.name)
      if (entry.isDirectory()) return filesBelow(`${at}/`)
      return isCode(at) ? [at] : []
    })
}

const isCode = (path: string) => /\.(?:[cm]?[jt]s|tsx)$/.test(path) && !path.endsWith('.d.ts')

/** Parses one file as TypeScript. */
export function parseSource(path: string, text: string): Source {
  const tree = parseSync(text, {
    filename: path,
    babelrc: false,
    configFile: false,
    presets: ['@babel/preset-typescript'],
    parserOpts: { plugins: path.endsWith('x') ? ['jsx'] : [] },
  })
  if (!tree) throw new Error(`${path} can't be parsed.`)
  return { path, text, tree }
}

export { traverse, t }
