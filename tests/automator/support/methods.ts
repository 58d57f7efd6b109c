import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Names of methods as `Class.method`, as they are called. */
const called = new Set<string>()
const out = 'node_modules/miniprogram-automator/out'
const modules = (file: string) =>
  createRequire(__filename)(`${process.cwd()}/${out}/${file}.js`) as Record<string, Class>
const load = (file: string) => modules(file).default as Class

type Class = { prototype: Record<string, unknown> }

const classes: Record<string, Class> = {
  MiniProgram: load('MiniProgram'),
  Page: load('Page'),
  Native: load('Native'),
  ...modules('Element'),
  Element: load('Element'),
}

/** Files of the client's own declarations. */
type File = 'MiniProgram' | 'Page' | 'Native' | 'Element'

/** Every public method that these files name. */
function declared(files: File[]): string[] {
  return files.flatMap((file) => {
    const text = readFileSync(`${out}/${file}.d.ts`, 'utf8')
    return [...text.matchAll(/class (\w+)[^{]*\{([\s\S]*?)\n\}/g)].flatMap(
      ([, name = '', body = '']) =>
        [...body.matchAll(/^ {4}(?!private|protected|static|constructor)([\w$]+)\(/gm)].map(
          ([, method = '']) => `${name}.${method}`,
        ),
    )
  })
}

/** Watches the client's methods, and tells which of these files no test has called. */
export function watchMethods(...files: File[]): { left(): string[] } {
  for (const name of declared(files)) {
    const [className = '', method = ''] = name.split('.')
    const prototype = classes[className]?.prototype
    const original = prototype?.[method]
    if (!prototype || typeof original !== 'function') continue
    prototype[method] = function (...args: unknown[]) {
      called.add(name)
      return (original as (...args: unknown[]) => unknown).apply(this, args)
    }
  }
  return { left: () => declared(files).filter((name) => !called.has(name)) }
}
