import compiler from 'glass-easel-template-compiler'
import type { Fault } from '../program.ts'
import { compileScript, type CompiledScript } from '../wxs/compile.ts'
import { HELPERS, prepareTemplate } from './prepare.ts'
import { lintTemplate } from './lint.ts'

/** The sources of a mini-program's templates, by path from the root with ending. */
export interface Markup {
  wxml: ReadonlyMap<string, string>
  wxs: ReadonlyMap<string, string>
  /** Modules of WXS that can be required, where they are more than those in `wxs`. */
  known?: readonly string[]
}

interface CompilerFault {
  isError: boolean
  message: string
  startLine: number
  startColumn: number
}

type Group = ReturnType<typeof compiler.TmplGroup.newDev>

/**
 * Put between the compiler's own helpers and the templates. `wxs` is what `createWxsRuntime` gives: it
 * runs a module of WXS (which `D` defines, where there is any) and calls its functions, and catches
 * what they throw. As in wcc, `undefined` renders as an empty text and `null` as the word.
 */
const RUNTIME = `
;if(typeof D!=='undefined')D=((define)=>(name,run)=>define(name,(require,exports,module)=>wxs.load(name,run,require,exports,module)))(D);
P=wxs.callable;Y=function(a){return a===undefined?'':String(a)};
Q.A=wxs.changeListener;Q.C=wxs.callListener;`

const withoutEnding = (file: string) => file.replace(/\.(?:wxml|wxs)$/, '')

/**
 * All templates of a mini-program with their WXS, as one JavaScript expression: a function that takes
 * the runtime of WXS and gives templates by path.
 *
 * @param report gets what WeChat's compilers refuse; what is right in the rest still works
 */
export function compileTemplates(markup: Markup, report: (fault: Fault) => void): string {
  const group = compiler.TmplGroup.newDev()
  const fileNames = new Set(markup.known ?? markup.wxs.keys())
  try {
    for (const [file, source] of markup.wxs) {
      const script = compileScript(source, { file, line: 1, files: fileNames })
      script.faults.forEach(report)
      group.addScript(withoutEnding(file), script.code)
    }
    for (const [file, source] of markup.wxml) {
      addTemplate(
        group,
        file,
        source,
        (inline, line) => {
          const script = compileScript(inline, { file, line, files: fileNames })
          script.faults.forEach(report)
          return script
        },
        report,
      )
    }
    group.setExtraRuntimeScript(RUNTIME)
    return `((wxs) => ${group.getTmplGenObjectGroups()})`
  } finally {
    group.free()
  }
}

function addTemplate(
  group: Group,
  file: string,
  source: string,
  compileInline: (source: string, line: number) => CompiledScript,
  report: (fault: Fault) => void,
) {
  const path = withoutEnding(file)
  const faults = lintTemplate(source)
  for (const { at, message } of faults) report({ file, ...placeOf(source, at), message })
  const prepared = prepare(source)
  const found = group.addTmpl(path, prepared) as CompilerFault[]
  for (const { isError, startLine, startColumn, message } of found) {
    if (!isError || faults.length > 0) continue // reported already, with a better message
    report({ file, line: startLine + 1, column: startColumn + 1, message })
  }
  for (const name of group.getInlineScriptModuleNames(path)) {
    if (name === HELPERS) continue
    const inline = group.getInlineScript(path, name)
    const line = placeOf(source, Math.max(0, source.indexOf(inline))).line
    group.setInlineScript(path, name, compileInline(inline, line).code)
  }
}

/**
 * Every template gets a module of WXS: only those with one send their events through `wxs`. A template
 * that ends in the middle of a tag goes to the compiler as it is: it draws what it can.
 */
function prepare(source: string): string {
  try {
    return `${prepareTemplate(source)}<wxs module="${HELPERS}">module.exports={text:wxs.decode}</wxs>`
  } catch {
    return source
  }
}

/** Line and column of an offset, both from 1. */
function placeOf(source: string, at: number): { line: number; column: number } {
  const before = source.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
