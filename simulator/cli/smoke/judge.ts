import { placeIn, startsInProject, type Place } from './locate.ts'

/** Why a page is not as it should be. */
export interface Problem {
  /**
   * `project`: the project's own fault. `kit`: this kit can't do it. `outside`: a call failed because a
   * server or a device is missing, and the failure was not handled; that breaks no page.
   */
  blame: 'project' | 'kit' | 'outside'
  message: string
  place?: Place
}

/** The phone's report on the page it shows: the agent's `Kit.report`. */
export interface PhoneReport {
  path: string | null
  /** The page and the components it uses. */
  uses: string[]
  stack: string[]
  faults: { file: string; line?: number; message: string }[]
  thrown: { name: string; message: string; stack: string }[]
  logs: { type: string; args: unknown[] }[]
  unknown: string[]
  isBlank: boolean
}

/** As WeChat writes why a call failed. */
const FAILED_CALL = /^\w+:fail/

const NOT_SIMULATED = /(?:wx\.[\w.]+|<[\w-]+>|[\w-]+ mode="[\w-]+") is not simulated/

/** Each problem of a page once, the worst first. */
export async function judge(report: PhoneReport): Promise<Problem[]> {
  const problems: Problem[] = [
    ...faultsOf(report),
    ...report.unknown.map((message): Problem => ({ blame: 'kit', message })),
    ...report.logs.flatMap(({ type, args }) =>
      type === 'warn' || type === 'error' ? gapsIn(args) : [],
    ),
  ]
  for (const thrown of report.thrown) problems.push(await judgeThrown(thrown, report))
  const seen = new Set<string>()
  return problems.filter(({ message, place }) => {
    const key = `${message} ${place?.file ?? ''}`
    return seen.has(key) ? false : seen.add(key)
  })
}

/** Printed for each such page; it concerns no other. */
export const MISSING_PAGE = /^page "([^"]+)"/

/** A compile error stops the page that uses it, and in `app` every page. */
function faultsOf({ faults, uses }: PhoneReport): Problem[] {
  const concerns = new Set(['app', ...uses])
  return faults
    .filter(({ file, message }) => !(file === 'app.json' && MISSING_PAGE.test(message)))
    .filter(({ file }) => concerns.has(file.replace(/\.\w+$/, '')))
    .map(({ file, line = 0, message }) => ({ blame: 'project', message, place: { file, line } }))
}

function gapsIn(args: unknown[]): Problem[] {
  const found = NOT_SIMULATED.exec(args.map(String).join(' '))?.[0]
  return found === undefined ? [] : [{ blame: 'kit', message: found }]
}

async function judgeThrown(
  { name, message, stack }: PhoneReport['thrown'][number],
  report: PhoneReport,
): Promise<Problem> {
  const place = await placeIn(stack)
  const gap = NOT_SIMULATED.exec(message)?.[0]
  const isOfCall = stack === '' && FAILED_CALL.test(message)
  const isKits = gap !== undefined || isOfKit(name, stack) || followsGap(report)
  const blame = isKits ? 'kit' : isOfCall ? 'outside' : 'project'
  const words = gap ?? (name === 'Error' ? message : `${name}: ${message}`)
  return { blame, message: words.slice(0, 300), ...(place ? { place } : {}) }
}

/** A type error within this kit's own code is this kit's; what it throws on purpose is an `Error`. */
const isOfKit = (name: string, stack: string) =>
  /^(?:TypeError|RangeError|ReferenceError|SyntaxError)$/.test(name) && !startsInProject(stack)

/** An error after something was missing may only throw because of that. */
const followsGap = ({ logs, unknown }: PhoneReport) =>
  unknown.length > 0 || logs.some(({ args }) => gapsIn(args).length > 0)
