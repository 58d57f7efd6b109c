import { join } from 'node:path'
import { readCommandLine, say, UsageError } from '../../../mock-server/index.ts'
import { findProject } from '../../project/root.ts'
import { readProject } from '../../project/project.ts'
import { openStage } from '../stage.ts'
import { MISSING_PAGE } from './judge.ts'
import { summarize, writeReport, type Summary } from './report.ts'
import { signIn } from './sign-in.ts'
import { visitPage, type Visit } from './visit.ts'

interface SmokeOptions {
  project: string
  report: string | undefined
  login: boolean
  only: string[]
  json: boolean
}

function readSmokeOptions(args: string[]): SmokeOptions {
  const { values } = readCommandLine({
    args,
    options: {
      project: { type: 'string', default: '.' },
      report: { type: 'string' },
      login: { type: 'boolean', default: false },
      page: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
    },
  })
  const { project, report, login, page: only, json } = values
  return { project, report, login, only, json }
}

/**
 * Opens every page of a mini-program and says what became of it.
 *
 * @returns the exit code: 0, 1 for faults of the project, 2 for what the kit can't do
 */
export async function smoke(args: string[]): Promise<number> {
  const options = readSmokeOptions(args)
  const tell = options.json ? () => {} : console.log
  const { pages, missing } = pagesOf(options)
  const stage = await openStage({ project: options.project })
  try {
    if (options.login) tell(await signIn(stage))
    const visits: Visit[] = [...missing]
    for (const page of pages) {
      const takesPicture = options.report !== undefined
      const visit = isDead(visits)
        ? { ...(visits.at(-1) as Visit), page }
        : await visitPage(stage, page, { keepsState: options.login, takesPicture })
      visits.push(visit)
      tell(lineFor(visit, visits.length, pages.length + missing.length))
    }
    const summary = summarize(options.project, visits)
    if (options.report !== undefined) writeReport(options.report, summary, visits)
    if (options.json) console.log(JSON.stringify(summary))
    else sayAll(summary, options.report)
    if (summary.project_fault > 0) return 1
    return summary.kit_fault > 0 ? 2 : 0
  } finally {
    await stage.close()
  }
}

/** The phone failed to start twice: it would for every other page. */
const isDead = (visits: Visit[]) =>
  visits.length > 1 && visits.slice(-2).every(({ hasPhone }) => !hasPhone)

/** Pages that `app.json` lists without having them are a fault of the project each. */
function pagesOf({ project, only }: SmokeOptions) {
  const { app, faults } = readProject(findProject(project))
  const isWanted = (page: string) => only.length === 0 || only.some((text) => page.includes(text))
  const missing = faults.flatMap(({ file, message }): Visit[] => {
    const page = MISSING_PAGE.exec(message)?.[1]
    if (file !== 'app.json' || page === undefined || !isWanted(page)) return []
    const problem = { blame: 'project' as const, message, place: { file, line: 0 } }
    return [
      {
        page,
        isOpen: false,
        at: null,
        hasPhone: true,
        isBlank: true,
        problems: [problem],
        logs: [],
      },
    ]
  })
  const pages = app.pages.filter(isWanted)
  if (pages.length + missing.length > 0) return { pages, missing }
  throw new UsageError(
    only.length > 0
      ? say(
          `没有路径含 "${only.join('" 或 "')}" 的页面。`,
          `No page contains "${only.join('" or "')}".`,
        )
      : say('app.json 里没有页面。', 'app.json lists no pages.'),
  )
}

/** Whose fault a problem is, at the terminal. */
const blamed = (blame: Visit['problems'][number]['blame']) =>
  ({
    project: say('小程序', 'project'),
    kit: say('没模拟', 'kit    '),
    outside: say('外部  ', 'outside'),
  })[blame]

function lineFor({ page, problems }: Visit, index: number, of: number): string {
  const [worst] = problems
  const mark = worst === undefined ? say('正常  ', 'ok     ') : blamed(worst.blame)
  const at = worst?.place ? ` (${worst.place.file}:${worst.place.line})` : ''
  return `${String(index).padStart(4)}/${of} ${mark} ${page}${worst ? `  ${worst.message}${at}` : ''}`
}

const SHOWN = 25

function sayAll(summary: Summary, report: string | undefined) {
  const { pages, ok, project_fault, kit_fault, blank, reasons } = summary
  console.log(
    say(
      `\n${pages} 个页面：${ok} 个正常，${project_fault} 个是小程序自己的错，` +
        `${kit_fault} 个用到了这里做不到的；${blank} 个什么也没显示。`,
      `\n${pages} pages: ${ok} fine, ${project_fault} with faults of the project, ` +
        `${kit_fault} with what this kit can't do; ${blank} show nothing.`,
    ),
  )
  for (const reason of reasons.slice(0, SHOWN)) {
    console.log(
      `${String(reason.pages).padStart(5)} ${blamed(reason.blame)} ${reason.message}  ${reason.example}`,
    )
  }
  if (reasons.length > SHOWN) {
    console.log(
      say(
        `      …… 还有 ${reasons.length - SHOWN} 种`,
        `      ... and ${reasons.length - SHOWN} more`,
      ),
    )
  }
  if (report !== undefined) {
    console.log(`\n${say('报告', 'The report')}: ${join(report, 'report.html')}`)
  }
}
