import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { forJavaScriptCompiler, tagsOf } from './plain-wxml.ts'

type Gwx = (path: string) => unknown

/** How the templates of a mini-program are compiled in this test file. */
const compilers = new Map<string, { gwx: Gwx } | { reason: string }>()

/** A page's or component's template and what its tags are, as miniprogram-simulate takes them. */
export function templateOf(root: string, path: string, usingComponents: Record<string, string>) {
  const file = join(root, `${path}.wxml`)
  if (!existsSync(file)) throw new Error(`${path}.wxml is not there.`)
  const compiler = compilerFor(root)
  if ('gwx' in compiler) return { template: compiler.gwx(`${path}.wxml`), usingComponents }
  const template = forJavaScriptCompiler(readFileSync(file, 'utf8'), `${path}.wxml`, root)
  const names = tagsOf(template).map((tag) => [tag, tag.replace(/^wx-/, '')])
  const using = names.map(([tag = '', name = '']) => [tag, usingComponents[name] ?? name])
  return { template, usingComponents: Object.fromEntries(using) as Record<string, string> }
}

function compilerFor(root: string) {
  const known = compilers.get(root)
  if (known) return known
  Object.assign(window, { __webview_engine_version__: 0.02 }) // wcc's output asks for it
  const compiler = miniprogramHost.loadTemplates(root)
  compilers.set(root, compiler)
  return compiler
}
