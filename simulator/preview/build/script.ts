import { transform, type Message, type TransformFailure } from 'esbuild'
import { wrapScript } from '../../engine/modules.ts'
import type { ProjectFault } from '../../project/fault.ts'
import type { ProjectFiles } from '../../project/files.ts'
import { withoutEnding } from '../../project/names.ts'
import type { Project } from '../../project/project.ts'
import { readRequires } from '../../project/scripts.ts'

/** One script of a project, as an ES module that hands it to the runtime's module loader. */
export interface CompiledScript {
  code: string
  map: object | null
  /** The scripts it requires, by their paths. */
  requires: string[]
}

/**
 * The scripts of a project, each compiled when it is first asked for and again when it changed.
 *
 * Types are stripped and `import` becomes `require`, as in DevTools; a script runs with `wx`,
 * `Page` and the other names of a mini-program as its own variables.
 */
export class Scripts {
  readonly #project: () => Project
  readonly #urlOf: (path: string) => string
  readonly #compiled = new Map<string, { stamp: string; script: Promise<CompiledScript> }>()

  /** @param urlOf the address of a script's module */
  constructor(project: () => Project, urlOf: (path: string) => string) {
    this.#project = project
    this.#urlOf = urlOf
  }

  /** @param path without ending, from the root */
  get(path: string): Promise<CompiledScript> {
    const { files, resolver } = this.#project()
    const file = resolver.scriptFile(path)
    if (file === undefined) return Promise.resolve(absent(path))
    const stamp = files.stampOf(file)
    const known = this.#compiled.get(path)
    if (known?.stamp === stamp) return known.script
    const script = this.#compile(path, file)
    this.#compiled.set(path, { stamp, script })
    return script
  }

  /** These scripts and all they require, whatever the depth: so that all can be fetched at once. */
  async withRequired(paths: string[]): Promise<string[]> {
    const found = new Set<string>()
    const visit = async (path: string): Promise<void> => {
      if (found.has(path)) return
      found.add(path)
      const { requires } = await this.get(path)
      await Promise.all(requires.map(visit))
    }
    await Promise.all(paths.map(visit))
    return [...found]
  }

  async #compile(path: string, file: string): Promise<CompiledScript> {
    try {
      const { code, map } = await toCommonJs(this.#project().files, file)
      return this.#wrap(path, file, code, map)
    } catch (error) {
      return broken(path, toFault(file, error as TransformFailure))
    }
  }

  #wrap(path: string, file: string, code: string, map: string): CompiledScript {
    const dependencies: Record<string, string> = {}
    for (const specifier of readRequires(code).specifiers) {
      const found = this.#project().resolver.script(file, specifier)
      if ('name' in found) dependencies[specifier] = withoutEnding(found.name)
    }
    const requires = [...new Set(Object.values(dependencies))].filter((at) => at !== path)
    // All on one line above the script, so that the source map only has to skip that line.
    const head =
      requires.map((at) => `import ${JSON.stringify(this.#urlOf(at))};`).join('') +
      `__weapp.define(${JSON.stringify(path)}, ${JSON.stringify(dependencies)}, `
    const { mappings, ...rest } = JSON.parse(map) as { mappings: string }
    return {
      code: `${head}${wrapScript(`\n${code}`)})`,
      map: { ...rest, mappings: `;${mappings}` },
      requires,
    }
  }
}

function toCommonJs(files: ProjectFiles, file: string) {
  return transform(files.read(file) ?? '', {
    loader: file.endsWith('.ts') ? 'ts' : 'js',
    format: 'cjs',
    target: 'es2022',
    sourcemap: 'external',
    sourcefile: file,
    logLevel: 'silent',
    tsconfigRaw: {},
  })
}

function toFault(file: string, { errors }: TransformFailure): ProjectFault {
  const [first] = errors as (Message | undefined)[]
  const { line, column } = first?.location ?? {}
  return {
    file,
    line,
    column: column === undefined ? undefined : column + 1,
    message: first?.text ?? 'does not compile',
  }
}

const absent = (path: string): CompiledScript => {
  const error = { file: path, message: `there is no ${path}.ts or ${path}.js` }
  return { code: `__weapp.fail(${JSON.stringify(error)})`, map: null, requires: [] }
}

const broken = (path: string, error: ProjectFault): CompiledScript => ({
  code: `__weapp.fail(${JSON.stringify(error)}); __weapp.define(${JSON.stringify(path)}, {}, () => {})`,
  map: null,
  requires: [],
})
