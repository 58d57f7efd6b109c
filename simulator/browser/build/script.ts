import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { transformSync, type PluginItem } from '@babel/core'
import { scriptFile } from './files.ts'
import type { CompileError } from './project.ts'

/** One script of a project, as an ES module that hands it to the runtime's module loader. */
export interface CompiledScript {
  code: string
  map: object | null
}

interface Compiled {
  code: string
  map: object | null
  required: string[]
}

const parserOptions = { plugins: ['typescript' as const] }

/**
 * Compiles a script as DevTools does: types stripped, `import` turned into `require`, and run with
 * `wx`, `Page` and the other names of a mini-program as its own variables.
 *
 * @param path without ending, from the root
 * @param scriptUrl the address of another script's module
 */
export function compileScript(
  root: string,
  path: string,
  scriptUrl: (path: string) => string,
): CompiledScript {
  const file = scriptFile(root, path)
  if (file === undefined) return { code: absent(path), map: null }
  let compiled: Compiled
  try {
    compiled = toCommonJs(root, file)
  } catch (error) {
    return { code: broken(path, toCompileError(root, file, error)), map: null }
  }
  const dependencies: Record<string, string> = {}
  for (const specifier of compiled.required) {
    const found = candidates(path, specifier).find((at) => scriptFile(root, at) !== undefined)
    if (found !== undefined) dependencies[specifier] = found
  }
  const imports = [...new Set(Object.values(dependencies))].filter((at) => at !== path)
  // All on one line above the script, so that the source map only has to skip that line.
  const head =
    imports.map((at) => `import ${JSON.stringify(scriptUrl(at))};`).join('') +
    `__weapp.define(${JSON.stringify(path)}, ${JSON.stringify(dependencies)}, ` +
    'function (require, module, exports, wx, App, Page, Component, Behavior, getApp, getCurrentPages) {\n'
  const map = compiled.map as { mappings: string } | null
  return {
    code: `${head}${compiled.code}\n})`,
    map: map && { ...map, mappings: `;${map.mappings}` },
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

function toCommonJs(root: string, file: string): Compiled {
  const required = new Set<string>()
  const result = transformSync(readFileSync(join(root, file), 'utf8'), {
    filename: file,
    babelrc: false,
    configFile: false,
    sourceMaps: true,
    parserOpts: file.endsWith('.ts') ? parserOptions : {},
    presets: file.endsWith('.ts') ? ['@babel/preset-typescript'] : [],
    plugins: ['@babel/plugin-transform-modules-commonjs', noteRequires(required)],
  })
  return { code: result?.code ?? '', map: result?.map ?? null, required: [...required] }
}

/** Collects what a script requires, after `import` was turned into `require`. */
function noteRequires(required: Set<string>): PluginItem {
  return () => ({
    visitor: {
      Program: {
        exit(program: { traverse(visitor: object): void }) {
          program.traverse({
            CallExpression({ node }: { node: RequireCall }) {
              const [target] = node.arguments
              const isRequire = node.callee.name === 'require' && target?.type === 'StringLiteral'
              if (isRequire && target.value !== undefined) required.add(target.value)
            },
          })
        },
      },
    },
  })
}

interface RequireCall {
  callee: { name?: string }
  arguments: { type: string; value?: string }[]
}

function toCompileError(root: string, file: string, error: unknown): CompileError {
  const { message, loc } = error as { message: string; loc?: { line: number; column: number } }
  const [first = ''] = message.split('\n')
  return {
    file,
    line: loc?.line,
    column: loc && loc.column + 1,
    message: first.replace(join(root, file), file).replace(/\s*\(\d+:\d+\)$/, ''),
  }
}

const absent = (path: string) =>
  `__weapp.fail(${JSON.stringify({ file: path, message: `there is no ${path}.ts or ${path}.js` })})`

const broken = (path: string, error: CompileError) =>
  `__weapp.fail(${JSON.stringify(error)}); __weapp.define(${JSON.stringify(path)}, {}, () => {})`
