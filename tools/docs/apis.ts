import { chapters } from '../../simulator/wx/groups.ts'
import { partly } from '../../simulator/wx/notes.ts'
import { createSimulator } from '../../simulator/wx/simulator.ts'
import { knownApis } from '../../simulator/wx/versions.ts'
import { apiNotes } from '../../simulator/wx/chinese-notes.ts'

type Language = 'zh' | 'en'

const HEADINGS = { zh: '## 所有接口\n', en: '## Every API\n' }

/** The page on the simulator with its last section, the list of all APIs, written again. */
export function apiDocs(document: string, language: Language): string {
  const start = document.indexOf(HEADINGS[language])
  if (start < 0) throw new Error(`The page has no "${HEADINGS[language].trim()}".`)
  return document.slice(0, start) + HEADINGS[language] + list(language)
}

function list(language: Language): string {
  const { context } = createSimulator({ origin: 'http://127.0.0.1' })
  const known = knownApis()
  const simulated = new Set(['canIUse'])
  const tables = Object.entries(chapters).map(([chapter, groups]) => {
    const names = groups.flatMap((group) => Object.keys(group(context))).toSorted()
    names.forEach((name) => simulated.add(name))
    const rows = chapter.startsWith('base') ? ['canIUse', ...names] : names
    return `### ${chapter}\n\n${table(rows, language)}`
  })
  const missing = known.filter((name) => !simulated.has(name))
  const [inAll, have] = [known.length, known.length - missing.length]
  const older = simulated.size - have
  const intro =
    language === 'zh'
      ? `由 \`npm run docs:apis\` 从代码写成。微信的类型定义列出 ${inAll} 个成员，这里模拟了 ${have} 个，另有 ${older} 个它不再列出的旧成员。`
      : `\`npm run docs:apis\` writes this from the code. ${have} of the ${inAll} members WeChat's typings list are simulated, and ${older} older ones that they do not list any more.`
  return `
${intro}

${tables.join('\n\n')}

### ${language === 'zh' ? '没有模拟的' : 'Not simulated'}

${missing.map((name) => `\`wx.${name}\``).join(language === 'zh' ? '、' : ', ')}${language === 'zh' ? '。' : '.'}
`
}

const HEADS = {
  zh: '| 接口 | 模拟 | 还缺什么，或要知道什么 |',
  en: '| API | simulated | what is missing, or to know |',
}

function table(names: string[], language: Language): string {
  const [partial, whole] = language === 'zh' ? ['部分', '是'] : ['partly', 'yes']
  const rows = names.map((name) => {
    const note = partly[name] ?? ''
    const about = language === 'zh' ? (apiNotes[note] ?? note) : note
    return `| \`wx.${name}\` | ${note ? partial : whole} | ${about} |`
  })
  return [HEADS[language], '| --- | --- | --- |', ...rows].join('\n')
}
