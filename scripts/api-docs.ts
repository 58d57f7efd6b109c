import { chapters } from '../simulator/wx/groups.ts'
import { partly } from '../simulator/wx/notes.ts'
import { createSimulator } from '../simulator/wx/simulator.ts'
import { knownApis } from '../simulator/wx/since.ts'

export const API_DOCS = 'docs/en/simulator.md'

const HEADING = '## Every API\n'

/** `docs/en/simulator.md` with its last section, the list of all APIs, written anew from the code. */
export function apiDocs(document: string): string {
  const start = document.indexOf(HEADING)
  if (start < 0) throw new Error(`${API_DOCS} has no "${HEADING.trim()}"`)
  return document.slice(0, start) + HEADING + list()
}

function list(): string {
  const { context } = createSimulator({ origin: 'http://127.0.0.1' })
  const known = knownApis()
  const simulated = new Set(['canIUse'])
  const tables = Object.entries(chapters).map(([chapter, groups]) => {
    const names = groups.flatMap((group) => Object.keys(group(context))).toSorted()
    names.forEach((name) => simulated.add(name))
    return `### ${chapter}\n\n${table(chapter.startsWith('base') ? ['canIUse', ...names] : names)}`
  })
  const missing = known.filter((name) => !simulated.has(name))
  return `
Written by \`npm run docs:apis\` from the code; a test says when it is out of date. ${known.length - missing.length} of the ${known.length} members WeChat's typings list are simulated, and ${simulated.size - (known.length - missing.length)} older ones that they do not list any more.

${tables.join('\n\n')}

### Not simulated

${missing.map((name) => `\`wx.${name}\``).join(', ')}.
`
}

function table(names: string[]): string {
  const rows = names.map(
    (name) => `| \`wx.${name}\` | ${partly[name] ? 'partly' : 'yes'} | ${partly[name] ?? ''} |`,
  )
  return ['| API | simulated | what is missing, or to know |', '| --- | --- | --- |', ...rows].join(
    '\n',
  )
}
