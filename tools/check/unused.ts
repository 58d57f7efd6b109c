import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { parseSync, types as t } from '@babel/core'

/**
 * Files that nothing imports and exports that nothing uses: `npm run unused`, part of `npm run check`.
 * An exported type may also serve its own file: callers take it from there without naming it.
 */
const FOLDERS = ['miniprogram', 'mock-server', 'simulator', 'tools', 'tests', 'bench', 'start.ts']

/** Entry points: run by npm, or loaded by jest, a page's HTML or WeChat rather than imported. */
const ENTRIES = [
  /\.(?:test|e2e|contract|d)\.ts$|^tests\/(?:\w+\/run|frameworks\/in-\w+|core\/(?:long|mutate|types)|soak\/fill|e2e\/(?:pictures|animation|panels|support\/page-main)|support\/(?:mock-server-)?setup|contracts\/support\/serve)\.ts$/,
  /^start\.ts$|^simulator\/cli\/cli\.ts$|^mock-server\/(?:contract\/)?cli\.ts$|^tools\/(?:\w[\w-]*\/(?:check|cli|release|run|vendor)|check\/(?:licences|requires|size|unused))\.ts$/,
  /^bench\/.*\/(?:run|servers\/.*|empty\/main|empty-server)\.[mc]?[tj]s$/,
  /^simulator\/(?:jest\/(?:fake-wechat|kit|plain)|vitest\/(?:environment|index|plugin|set-up)|preview\/frame\/main|preview\/runtime\/main|preview\/inspector\/main)\.tsx?$/,
  /\/(?:fixtures|cli\/create\/project)\//,
]

/** Files that other projects import: their exports count as used. */
const PUBLIC = [
  /^miniprogram\/services\/(?:index|profile|phone|permission|privacy)\.ts$/,
  // For `config.ts`, which is the app's own.
  /^miniprogram\/(?:config|services\/(?:answers|cookies|envelope|refresh-token))\.ts$/,
  /^mock-server\/(?:index|handlers|in-memory|control\/client)\.ts$/,
  /^simulator\/jest\/index\.ts$/,
]

interface Module {
  /** Each with the number of uses in its own file. */
  exports: Map<string, { isType: boolean; line: number; uses: number }>
  /** `*`: all names. */
  imports: { from: string; name: string }[]
}

const files = FOLDERS.flatMap(scriptsBelow)
const modules = new Map(files.map((file) => [file, read(file)]))
const used = new Map<string, Set<string>>()
for (const { imports } of modules.values()) {
  for (const { from, name } of imports) used.set(from, (used.get(from) ?? new Set()).add(name))
}

const matches = (rules: RegExp[], file: string) => rules.some((rule) => rule.test(file))
const complaints: string[] = []
for (const [file, { exports }] of modules) {
  const isLoaded = matches(ENTRIES, file) || existsSync(file.replace(/\.ts$/, '.wxml'))
  const names = used.get(file)
  if (!names && !isLoaded && !matches(PUBLIC, file) && file !== 'miniprogram/app.ts') {
    complaints.push(`${file}  nothing imports this file`)
    continue
  }
  if (isLoaded || matches(PUBLIC, file) || names?.has('*')) continue
  for (const [name, { isType, line, uses }] of exports) {
    if (names?.has(name) || (isType && uses > 1)) continue
    complaints.push(`${file}:${line}  nothing outside uses the export ${name}`)
  }
}
for (const complaint of complaints) console.error(complaint)
console.log(`${modules.size} files, ${complaints.length} unused.`)
if (complaints.length > 0) process.exitCode = 1

function scriptsBelow(path: string): string[] {
  if (/\.tsx?$/.test(path)) return [path]
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const at = posix.join(path, entry.name)
    if (entry.name === 'node_modules') return []
    return entry.isDirectory() ? scriptsBelow(at) : /\.tsx?$/.test(entry.name) ? [at] : []
  })
}

function read(file: string): Module {
  const text = readFileSync(file, 'utf8')
  const { body } = parse(file, text)
  const exports: Module['exports'] = new Map()
  const imports: Module['imports'] = []
  const uses = (name: string) => text.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0
  for (const node of body) {
    if (t.isImportDeclaration(node) || t.isExportAllDeclaration(node)) {
      const from = resolve(file, node.source.value)
      const names = t.isImportDeclaration(node) ? node.specifiers.map(importedName) : ['*']
      for (const name of names.length > 0 ? names : ['']) imports.push({ from, name })
    } else if (t.isExportNamedDeclaration(node)) {
      for (const specifier of node.specifiers) {
        if (node.source && t.isExportSpecifier(specifier)) {
          imports.push({ from: resolve(file, node.source.value), name: specifier.local.name })
        }
        exports.set(nameOf(specifier.exported), { isType: false, line: lineOf(node), uses: 0 })
      }
      for (const name of declaredNames(node.declaration)) {
        const isType = node.exportKind === 'type'
        exports.set(name, { isType, line: lineOf(node), uses: uses(name) })
      }
    }
  }
  // import('./a'), require('./a'), jest's and the phone's loading by path.
  for (const [, source = ''] of text.matchAll(/(?:\bimport|\brequire)\(\s*['"](\.[^'"]+)['"]/g)) {
    imports.push({ from: resolve(file, source), name: '*' })
  }
  for (const [, path = ''] of text.matchAll(
    /['"]((?:services|i18n|components|config)[\w/-]*)['"]/g,
  )) {
    imports.push({ from: `miniprogram/${path}.ts`, name: '*' })
  }
  return { exports, imports }
}

function parse(file: string, text: string): t.Program {
  const options = { babelrc: false, configFile: false, filename: file }
  const parsed = parseSync(text, { ...options, presets: ['@babel/preset-typescript'] })
  if (!parsed) throw new Error(`${file} can't be parsed`)
  return parsed.program
}

function importedName(specifier: t.ImportDeclaration['specifiers'][number]): string {
  return t.isImportSpecifier(specifier) ? nameOf(specifier.imported) : '*'
}

function nameOf(node: t.Identifier | t.StringLiteral): string {
  return t.isIdentifier(node) ? node.name : node.value
}

function lineOf(node: t.Node): number {
  return node.loc?.start.line ?? 0
}

function declaredNames(node: t.Declaration | null | undefined): string[] {
  return node ? Object.keys(t.getBindingIdentifiers(node, false, true)).concat(typeName(node)) : []
}

function typeName(node: t.Declaration): string[] {
  return t.isTSInterfaceDeclaration(node) || t.isTSTypeAliasDeclaration(node) ? [node.id.name] : []
}

function resolve(file: string, source: string): string {
  const path = posix.join(posix.dirname(file), source)
  const isScript = (at: string) => /\.tsx?$/.test(at) && existsSync(at)
  return [path, `${path}.ts`, `${path}/index.ts`].find(isScript) ?? path
}
