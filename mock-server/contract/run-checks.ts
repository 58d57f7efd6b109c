import { say, type Words } from '../command-line/language.ts'
import { errorChecks } from './checks/errors.ts'
import { phoneChecks } from './checks/phone.ts'
import { pictureChecks } from './checks/pictures.ts'
import { profileChecks } from './checks/profile.ts'
import { secretChecks } from './checks/secrets.ts'
import { sessionChecks } from './checks/sessions.ts'
import { signInChecks } from './checks/sign-in.ts'
import { wechatChecks } from './checks/wechat.ts'
import { Case, Findings, Stop, type Check, type Finding } from './findings.ts'
import { detectConventions } from './conventions.ts'
import type { World } from './world.ts'

/**
 * Everything a backend must do that the template is to work with. In the order in which a developer
 * would try them.
 */
export const checks: readonly Check[] = [
  ...signInChecks,
  ...wechatChecks,
  ...errorChecks,
  ...sessionChecks,
  ...profileChecks,
  ...phoneChecks,
  ...pictureChecks,
  ...secretChecks,
]

/** The result of one check. */
export interface Result {
  name: string
  title: Words
  outcome: 'passed' | 'failed' | 'not run'
  /** The faults it found, including those found by checks before it. */
  findings: Finding[]
}

/** The result of a whole run. */
export interface Report {
  results: Result[]
  /** Each fault once. */
  findings: Finding[]
}

/** Runs all checks, one after the other; none when signing in fails. */
export async function runChecks(world: World): Promise<Report> {
  const findings = new Findings()
  const first = await runOne(detectConventions, world, findings)
  const results: Result[] = [first.result]
  for (const one of checks) {
    if (first.isStopped)
      results.push({ name: one.name, title: one.title, outcome: 'not run', findings: [] })
    else results.push((await runOne(one, world, findings)).result)
  }
  return { results, findings: findings.all }
}

async function runOne({ name, title, run }: Check, world: World, findings: Findings) {
  const t = new Case(name, world, findings)
  let isStopped = false
  try {
    await run(t)
  } catch (error) {
    isStopped = true
    if (!(error instanceof Stop))
      t.fault(
        `broke-off: ${name}`,
        say(
          `检查中断：${(error as Error).message}`,
          `the check broke off: ${(error as Error).message}`,
        ),
      )
  }
  const outcome = t.found.length === 0 ? 'passed' : 'failed'
  return { isStopped, result: { name, title, outcome, findings: t.found } satisfies Result }
}
