import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import compiler from 'glass-easel-template-compiler'
import { listFiles } from './files.ts'
import type { CompileError } from './project.ts'

interface TemplateFault {
  isError: boolean
  message: string
  path: string
  startLine: number
  startColumn: number
}

/** What WXS has instead of `new RegExp` and `new Date`, which it can't write. */
const WXS_GLOBALS =
  'const getRegExp = (...given) => new RegExp(...given), getDate = (...given) => new Date(...given)'

/**
 * All templates of a project, with what they import and include, as one JavaScript expression:
 * `{[path without ending]: template}`.
 *
 * @param report told of each template that does not compile
 */
export function compileTemplates(root: string, report: (error: CompileError) => void): string {
  const group = compiler.TmplGroup.newDev()
  try {
    for (const file of listFiles(root, '.wxs')) {
      group.addScript(file.slice(0, -'.wxs'.length), readFileSync(join(root, file), 'utf8'))
    }
    for (const file of listFiles(root, '.wxml')) {
      const source = readFileSync(join(root, file), 'utf8')
      const faults = group.addTmpl(file.slice(0, -'.wxml'.length), source) as TemplateFault[]
      for (const fault of faults.filter(({ isError }) => isError)) {
        report({
          file,
          line: fault.startLine + 1,
          column: fault.startColumn + 1,
          message: fault.message,
        })
      }
    }
    return `(() => { ${WXS_GLOBALS}; return ${group.getTmplGenObjectGroups()} })()`
  } finally {
    group.free()
  }
}
