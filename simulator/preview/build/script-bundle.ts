import { wrapScript } from '../../engine/modules.ts'
import type { ProjectFault } from '../../project/fault.ts'
import type { LinkedScript } from './script.ts'

/** A mini-program's scripts as one script, which hands each to the phone's module loader. */
export interface ScriptBundle {
  code: string
  /** An index map: https://tc39.es/ecma426/#sec-index-source-map */
  map: object
  faults: ProjectFault[]
}

/** Joins scripts into one, with the lines of each. */
export function bundleScripts(scripts: LinkedScript[]): ScriptBundle {
  const parts: string[] = []
  const sections: { offset: { line: number; column: number }; map: object }[] = []
  const faults: ProjectFault[] = []
  let line = 0
  const add = (text: string) => {
    parts.push(text)
    line += text.split('\n').length
  }
  for (const script of scripts) {
    const { name, file, compiled, dependencies } = script
    if ('fault' in compiled) {
      faults.push({ file, ...compiled.fault })
      add(define(name, {}, ''))
      continue
    }
    const known = { ...dependencies }
    for (const [specifier, reason] of Object.entries(script.missing)) {
      if (reason === '') continue // the loader reports it
      known[specifier] = `${specifier} of ${file}`
      const words = `module '${specifier}' is not defined, require args is '${specifier}': ${reason}`
      add(define(known[specifier], {}, `throw new Error(${JSON.stringify(words)})`))
    }
    // The script begins a line of its own, so that its source map only has to be moved down.
    sections.push({ offset: { line: line + 1, column: 0 }, map: compiled.map })
    add(define(name, known, `\n${compiled.code}`))
  }
  return { code: parts.join('\n'), map: { version: 3, sections }, faults }
}

function define(name: string, dependencies: Record<string, string>, body: string): string {
  const head = `${JSON.stringify(name)}, ${JSON.stringify(dependencies)}`
  return `__weapp.define(${head}, ${wrapScript(body)})`
}
