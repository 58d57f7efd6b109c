import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Script } from 'node:vm'
import manifest from 'glass-easel-template-compiler/package.json'
import type { Program } from '../engine/program.ts'
import { compileTemplates } from '../preview/build/wxml.ts'
import type { ProjectFault, Report } from '../project/fault.ts'
import { ProjectFiles } from '../project/files.ts'
import { replaceFile } from '../project/made-from.ts'
import { readMarkup, type Markup } from '../project/markup.ts'
import { withoutEnding } from '../project/names.ts'
import { readProject, type Project } from '../project/project.ts'
import { findProject } from '../project/root.ts'

/** A mini-program in the form that crosses realms: as JSON and source texts. */
export interface Read {
  /** A `Program` and its faults, as JSON. */
  json: string
  /** Gives the templates by their paths. */
  templates: Script
  /** The file of a page's, component's or module's script, by its path without ending. */
  scriptAt(path: string): string | undefined
  /** The script that another one requires, by its path without ending; or why there is none. */
  resolve(from: string, specifier: string): { path: string } | { reason: string }
}

/** By root and what is drawn besides pages. Shared by all test files of a worker. */
const known = new Map<string, { state: string; read: Read }>()

/**
 * Reads a mini-program, unless nothing changed since.
 *
 * @param folder with `project.config.json` or `app.json`
 * @param also components that no page may use
 * @param cache a folder for compiled templates
 * @throws ProjectError when there is no mini-program
 */
export function readProgram(folder: string, also: string[], cache: string): Read {
  const place = findProject(folder)
  const key = [place.root, ...also].join('\n')
  const state = stateOf(new ProjectFiles(place.root))
  const last = known.get(key)
  if (last?.state === state) return last.read
  const read = readAnew(readProject(place, also), cache)
  known.set(key, { state, read })
  return read
}

/** Changes with every file that is read here, and when a script comes or goes. */
function stateOf(files: ProjectFiles): string {
  const state = files
    .list()
    .map((name) => (/\.(?:json|wxml|wxs)$/.test(name) ? `${name} ${files.stampOf(name)}` : name))
  return state.join('\n')
}

function readAnew(project: Project, cache: string): Read {
  const { app, components, files, resolver } = project
  const faults = [...project.faults]
  const report: Report = (fault) => void faults.push(fault)
  const markup = readMarkup(files, resolver, Object.keys(components), report)
  const templates = cached(cache, contentOf(files, markup), report, (told) =>
    compileTemplates((file) => files.read(file), markup, told),
  )
  const program: Program = { app, components, styles: {} }
  const read: { program: Program; faults: ProjectFault[] } = { program, faults }
  return {
    json: JSON.stringify(read),
    templates: new Script(templates, { filename: 'templates' }),
    scriptAt: (path) => files.pathOf(resolver.scriptFile(path) ?? ''),
    resolve(from, specifier) {
      const found = resolver.script(from, specifier)
      if ('reason' in found) return found
      return { path: found.name.endsWith('.json') ? found.name : withoutEnding(found.name) }
    },
  }
}

function contentOf(files: ProjectFiles, { wxml, wxs }: Markup): string {
  const hash = createHash('sha1').update(manifest.version).update(ownCompiler())
  for (const name of [...wxml, ...wxs]) hash.update(`\n${name}\n${files.read(name) ?? ''}`)
  return hash.digest('hex')
}

let own: string | undefined

/** The kit's own part of the compiler: a change of it invalidates compiled templates. */
function ownCompiler(): string {
  const rooms = ['templates', 'wxs'].map((room) => join(__dirname, '../engine', room))
  const isBuilt = !rooms.every((room) => existsSync(room)) // into this one file
  const files = isBuilt ? [__filename] : rooms.flatMap(filesIn)
  own ??= files.map((file) => readFileSync(file, 'utf8')).join('\n')
  return own
}

const filesIn = (folder: string) => readdirSync(folder).map((name) => join(folder, name))

/** Compiling loads a compiler of half a megabyte: what was compiled without fault is kept. */
function cached(
  folder: string,
  content: string,
  report: Report,
  compile: (report: Report) => string,
): string {
  const file = join(folder, 'weapp-templates', `${content}.js`)
  if (existsSync(file)) return readFileSync(file, 'utf8')
  let isRight = true
  const code = compile((fault) => {
    isRight = false
    report(fault)
  })
  if (isRight) replaceFile(file, code)
  return code
}
