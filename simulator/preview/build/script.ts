import type { Message, TransformFailure } from 'esbuild'
import type { ProjectFault } from '../../project/fault.ts'
import { withoutEnding } from '../../project/names.ts'
import type { Project } from '../../project/project.ts'
import { readRequires, type Requires } from '../../project/scripts.ts'
import type { BuildCache } from './cache.ts'

/** One script of a project as CommonJS, or why it can't be. */
type CompiledScript =
  { code: string; map: object; requires: Requires } | { fault: Omit<ProjectFault, 'file'> }

/** A script with the modules it requires by the names it calls them. */
export interface LinkedScript {
  /** Its file without ending. */
  name: string
  file: string
  compiled: CompiledScript
  dependencies: Record<string, string>
  /** Why modules are not there, by the names it calls them. */
  missing: Record<string, string>
}

/**
 * The scripts of pages, components and the app with all they require. Types are stripped and `import`
 * becomes `require`, as in DevTools. Where a script requires what is only known when it runs, every
 * script of the mini-program is there.
 */
export async function linkScripts(project: Project, cache: BuildCache): Promise<LinkedScript[]> {
  const linked = new Map<string, Promise<LinkedScript>>()
  const visit = async (file: string): Promise<void> => {
    if (linked.has(file)) return
    const script = linkOne(project, file, cache)
    linked.set(file, script)
    const { compiled, dependencies } = await script
    const required = Object.values(dependencies).map((name) => fileOf(project, name))
    const others = 'requires' in compiled && compiled.requires.hasUnknown ? allScripts(project) : []
    await Promise.all([...required, ...others].map(visit))
  }
  const first = ['app', ...Object.keys(project.components)]
  await Promise.all(first.flatMap((name) => project.resolver.scriptFile(name) ?? []).map(visit))
  const all = await Promise.all(linked.values())
  return all.toSorted((a, b) => (a.file < b.file ? -1 : 1)) // they were ready in any order
}

const fileOf = ({ resolver }: Project, name: string) => resolver.scriptFile(name) ?? name

const allScripts = ({ files }: Project) =>
  files.list().filter((file) => /(?<!\.d)\.ts$|\.js$/.test(file))

async function linkOne(project: Project, file: string, cache: BuildCache): Promise<LinkedScript> {
  const text = project.files.read(file) ?? ''
  const compiled = await cache.get(['script', file, text], () => compileScript(file, text))
  const dependencies: Record<string, string> = {}
  const missing: Record<string, string> = {}
  for (const specifier of 'requires' in compiled ? compiled.requires.specifiers : []) {
    const found = project.resolver.script(file, specifier)
    if ('name' in found) dependencies[specifier] = moduleName(found.name)
    else missing[specifier] = found.reason
  }
  return { name: moduleName(file), file, compiled, dependencies, missing }
}

/** A JSON file is called by its whole name: a script may have the same without ending. */
const moduleName = (file: string) => (file.endsWith('.json') ? file : withoutEnding(file))

async function compileScript(file: string, text: string): Promise<CompiledScript> {
  const { transform } = await import('esbuild') // not loaded where everything is in the cache
  try {
    const { code, map } = await transform(text, {
      loader: file.endsWith('.ts') ? 'ts' : file.endsWith('.json') ? 'json' : 'js',
      format: 'cjs',
      target: 'es2022',
      sourcemap: 'external',
      sourcefile: file,
      logLevel: 'silent',
      // As DevTools' Babel: a field that is only declared leaves no code.
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    })
    return { code, map: JSON.parse(map) as object, requires: readRequires(code, text) }
  } catch (error) {
    const [first] = (error as TransformFailure).errors as (Message | undefined)[]
    const { line, column } = first?.location ?? {}
    const at = line === undefined || column === undefined ? {} : { line, column: column + 1 }
    return { fault: { ...at, message: first?.text ?? (error as Error).message } }
  }
}
