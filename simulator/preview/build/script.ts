import { readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import { transform, type Message, type TransformFailure } from 'esbuild'
import { scriptFile } from './files.ts'
import type { CompileError } from './project.ts'

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
  readonly #root: string
  readonly #urlOf: (path: string) => string
  readonly #compiled = new Map<string, { at: number; script: Promise<CompiledScript> }>()

  /** @param urlOf the address of a script's module */
  constructor(root: string, urlOf: (path: string) => string) {
    this.#root = root
    this.#urlOf = urlOf
  }

  /** @param path without ending, from the root */
  get(path: string): Promise<CompiledScript> {
    const file = scriptFile(this.#root, path)
    if (file === undefined) return Promise.resolve(absent(path))
    const at = statSync(join(this.#root, file)).mtimeMs
    const known = this.#compiled.get(path)
    if (known?.at === at) return known.script
    const script = this.#compile(path, file)
    this.#compiled.set(path, { at, script })
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
      const { code, map } = await toCommonJs(this.#root, file)
      return this.#wrap(path, code, map)
    } catch (error) {
      return broken(path, toCompileError(file, error as TransformFailure))
    }
  }

  #wrap(path: string, code: string, map: string): CompiledScript {
    const dependencies: Record<string, string> = {}
    for (const [, specifier = ''] of code.matchAll(/\brequire\((?:"|')([^"'\n]+)(?:"|')\)/g)) {
      const found = candidates(path, specifier).find((at) => scriptFile(this.#root, at))
      if (found !== undefined) dependencies[specifier] = found
    }
    const requires = [...new Set(Object.values(dependencies))].filter((at) => at !== path)
    // All on one line above the script, so that the source map only has to skip that line.
    const head =
      requires.map((at) => `import ${JSON.stringify(this.#urlOf(at))};`).join('') +
      `__weapp.define(${JSON.stringify(path)}, ${JSON.stringify(dependencies)}, ` +
      'function (require, module, exports, wx, App, Page, Component, Behavior, getApp, getCurrentPages) {\n'
    const { mappings, ...rest } = JSON.parse(map) as { mappings: string }
    return { code: `${head}${code}\n})`, map: { ...rest, mappings: `;${mappings}` }, requires }
  }
}

/** `./a`, `/a`, or a package in `miniprogram_npm` beside the script or above it. */
function candidates(from: string, specifier: string): string[] {
  const bare = specifier.replace(/\.(?:js|ts)$/, '')
  const withIndex = (path: string) => [path, posix.join(path, 'index')]
  if (bare.startsWith('/')) return withIndex(bare.slice(1))
  const beside = withIndex(posix.join(posix.dirname(from), bare))
  if (bare.startsWith('.')) return beside
  const packages: string[] = []
  for (let at = posix.dirname(from); ; at = posix.dirname(at)) {
    packages.push(...withIndex(posix.join(at, 'miniprogram_npm', bare)))
    if (at === '.') return [...beside, ...packages]
  }
}

function toCommonJs(root: string, file: string) {
  return transform(readFileSync(join(root, file), 'utf8'), {
    loader: file.endsWith('.ts') ? 'ts' : 'js',
    format: 'cjs',
    target: 'es2022',
    sourcemap: 'external',
    sourcefile: file,
    logLevel: 'silent',
    tsconfigRaw: {},
  })
}

function toCompileError(file: string, { errors }: TransformFailure): CompileError {
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

const broken = (path: string, error: CompileError): CompiledScript => ({
  code: `__weapp.fail(${JSON.stringify(error)}); __weapp.define(${JSON.stringify(path)}, {}, () => {})`,
  map: null,
  requires: [],
})
