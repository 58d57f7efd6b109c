import compiler from 'glass-easel-template-compiler'
import type { ProjectFault } from '../../project/fault.ts'
import type { ProjectFiles } from '../../project/files.ts'
import type { Markup } from '../../project/markup.ts'

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
 * Templates with what they import and include, as one JavaScript expression:
 * `{[path without ending]: template}`.
 *
 * @param report told of each template that does not compile
 */
export function compileTemplates(
  files: ProjectFiles,
  { wxml, wxs }: Pick<Markup, 'wxml' | 'wxs'>,
  report: (error: ProjectFault) => void,
): string {
  const group = compiler.TmplGroup.newDev()
  try {
    for (const file of wxs) group.addScript(file.slice(0, -'.wxs'.length), files.read(file) ?? '')
    for (const file of wxml) {
      const source = files.read(file) ?? ''
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
