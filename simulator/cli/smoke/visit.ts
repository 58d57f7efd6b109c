import type { Stage } from '../stage.ts'
import { judge, type PhoneReport, type Problem } from './judge.ts'

/** The result of visiting one page. */
export interface Visit {
  /** As in `app.json`. */
  page: string
  /** It was shown, or it led elsewhere: then `at` is another. */
  isOpen: boolean
  at: string | null
  /** The phone started at all. */
  hasPhone: boolean
  /** Nothing is to be seen on it. */
  isBlank: boolean
  problems: Problem[]
  /** Console lines of the page. */
  logs: string[]
  screenshot?: Buffer
}

/** Options of visiting pages. */
export interface VisitOptions {
  /** Storage and server keep their state, because a user has signed in. */
  keepsState?: boolean
  takesPicture?: boolean
}

/** Time a page may take to appear. */
const OPEN_MS = 15_000
/** Time a page's requests, and their consequences, may take. */
const REST_MS = 4_000
const LOGS = 40

/**
 * Opens one page by a cold start: empty storage, signed out, no page below.
 */
export async function visitPage(
  stage: Stage,
  page: string,
  { keepsState = false, takesPicture = false }: VisitOptions = {},
): Promise<Visit> {
  const complaints: string[] = []
  const hear = (message: { type(): string; text(): string }) => {
    if (message.type() === 'error') complaints.push(message.text())
  }
  const hearError = (error: Error) => complaints.push(error.message)
  stage.page.on('console', hear).on('pageerror', hearError)
  try {
    await (keepsState ? stage.open(page) : stage.coldStart(page))
    const report = await within(OPEN_MS, look(stage))
    const problems = await judge(report)
    return {
      page,
      isOpen: report.path !== null,
      at: report.path,
      hasPhone: true,
      isBlank: report.isBlank,
      problems: report.path === null && problems.length === 0 ? [notOpen(complaints)] : problems,
      logs: report.logs.slice(-LOGS).map(({ type, args }) => `${type}: ${wordsOf(args)}`),
      ...(takesPicture ? { screenshot: await stage.screenshot() } : {}),
    }
  } catch (error) {
    const why = notOpen([(error as Error).message, ...complaints])
    return {
      page,
      isOpen: false,
      at: null,
      hasPhone: false,
      isBlank: true,
      problems: [why],
      logs: complaints,
    }
  } finally {
    stage.page.off('console', hear).off('pageerror', hearError)
  }
}

async function look({ hub }: Stage): Promise<PhoneReport> {
  await hub.call('Kit.idle', { timeoutMs: REST_MS })
  return (await hub.call('Kit.report')) as PhoneReport
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`the phone did not answer within ${ms / 1000} s`)),
      ms,
    )
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const notOpen = (complaints: string[]): Problem => ({
  blame: 'kit',
  message: `the page did not open: ${complaints.join(' · ').slice(0, 300) || 'nothing says why'}`,
})

const wordsOf = (args: unknown[]) =>
  args
    .map((value) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))))
    .join(' ')
    .slice(0, 500)
