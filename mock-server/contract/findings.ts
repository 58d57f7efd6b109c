import { say, type Words } from '../command-line/language.ts'
import { showAnswer, type Answer } from './answer.ts'
import type { World } from './world.ts'

/** One fault of a backend, whatever the number of checks that found it. */
export interface Finding {
  /** A name for it that stays the same, for pipelines. */
  cause: string
  /** The fault, in a sentence. */
  says: string
  /** The remedy, where that is not plain. */
  help?: string | undefined
  /** The request and the answer that showed it. */
  shown?: string | undefined
  /** The checks that found it. */
  checks: string[]
}

/** Everything found wrong so far, each cause once. */
export class Findings {
  readonly #found = new Map<string, Finding>()

  add(check: string, finding: Omit<Finding, 'checks'>): Finding {
    const known = this.#found.get(finding.cause) ?? { ...finding, checks: [] }
    if (!known.checks.includes(check)) known.checks.push(check)
    this.#found.set(finding.cause, known)
    return known
  }

  get all(): Finding[] {
    return [...this.#found.values()]
  }
}

/** Ends a check whose rest makes no sense. */
export class Stop extends Error {
  override name = 'Stop' as const
}

/** Collects the faults a check finds. The check goes on after a fault, so that others are found, too. */
export class Case {
  readonly world: World
  readonly name: string
  readonly #findings: Findings
  /** The findings of this check. */
  readonly found: Finding[] = []

  constructor(name: string, world: World, findings: Findings) {
    this.name = name
    this.world = world
    this.#findings = findings
  }

  fault(cause: string, says: string, answer?: Answer, help?: string) {
    const shown = answer && showAnswer(answer)
    this.found.push(this.#findings.add(this.name, { cause, says, shown, help }))
  }

  /** @returns `holds` */
  expect(cause: string, holds: boolean, says: string, answer?: Answer, help?: string): boolean {
    if (!holds) this.fault(cause, says, answer, help)
    return holds
  }

  /** @throws Stop */
  need(cause: string, holds: boolean, says: string, answer?: Answer, help?: string): void {
    if (this.expect(cause, holds, says, answer, help)) return
    throw new Stop()
  }

  /** The answer is this refusal, in the documented form, as far as this backend keeps to it at all. */
  refuses(cause: string, answer: Answer, status: number, code: string, when: string): boolean {
    const { refusesWith200, hasOtherErrors } = this.world.conventions
    const { error } = answer.body
    const isRefused = refusesWith200
      ? error !== undefined || answer.status >= 400
      : answer.status >= 400
    if (!isRefused) {
      this.fault(
        cause,
        say(
          `${when}：应当被拒绝（${status} ${code}），却没有`,
          `${when} must be refused (${status} ${code}), and is not`,
        ),
        answer,
      )
      return false
    }
    const isStatus = refusesWith200 || answer.status === status
    const isCode = hasOtherErrors || error?.code === code
    if (isStatus && isCode) return this.#explains(answer, when)
    const said =
      hasOtherErrors || refusesWith200
        ? `${answer.status}`
        : `${answer.status} ${JSON.stringify(error?.code) ?? '(no error.code)'}`
    this.fault(
      cause,
      say(
        `${when}：应当应答 ${status} ${code}，不是 ${said}`,
        `${when} must be answered ${status} ${code}, not ${said}`,
      ),
      answer,
    )
    return false
  }

  #explains(answer: Answer, when: string): boolean {
    const { message } = answer.body.error ?? {}
    const isWhole =
      this.world.conventions.hasOtherErrors || (typeof message === 'string' && message !== '')
    const says = say(
      `${when}：错误没有在 error.message 里说明哪里不对`,
      `${when}: the error does not say in error.message what was wrong`,
    )
    return this.expect('error-without-message', isWhole, says, answer)
  }
}

/** One thing a backend must do. */
export interface Check {
  /** The statement that holds when it passes: in English, for programs. */
  name: string
  /** The same, for people. */
  title: Words
  run: (t: Case) => Promise<void>
}

/** A check, by the statement that holds when it passes. */
export const check = (title: Words, run: Check['run']): Check => ({ name: title.en, title, run })
