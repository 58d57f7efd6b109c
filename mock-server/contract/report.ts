import { inLanguage, say } from '../command-line/language.ts'
import type { Finding } from './findings.ts'
import type { Report, Result } from './run-checks.ts'

/** A fault in words: what is wrong, where it showed, and what to do. */
function describeFinding({ cause, says, shown, help }: Finding): string {
  const lines = [`${says}  [${cause}]`]
  if (shown !== undefined) lines.push(`  ${shown}`)
  if (help !== undefined) lines.push(`  ${help}`)
  return lines.join('\n')
}

function describeResult({ title, outcome }: Result): string {
  const mark = {
    passed: say('通过  ', 'passed '),
    failed: say('不通过', 'FAILED '),
    'not run': say('没运行', 'not run'),
  }[outcome]
  return `  ${mark}  ${inLanguage(title)}`
}

/** The whole report for a person: each check, then each fault once. */
export function toText({ results, findings }: Report): string {
  const count = (outcome: Result['outcome']) =>
    results.filter((result) => result.outcome === outcome).length
  const faults = findings.map((finding, index) => {
    const text = `${index + 1}. ${describeFinding(finding)}`
    return text.replaceAll('\n', '\n   ')
  })
  const [passed, failed, left] = [count('passed'), count('failed'), count('not run')]
  return [
    ...results.map(describeResult),
    '',
    ...(faults.length > 0
      ? [say(`发现 ${faults.length} 个问题：`, `${faults.length} found wrong:`), '', ...faults, '']
      : []),
    say(
      `${passed} 项通过，${failed} 项不通过${left > 0 ? `，${left} 项没有运行` : ''}。`,
      `${passed} passed, ${failed} failed${left > 0 ? `, ${left} not run` : ''}.`,
    ),
  ].join('\n')
}

/** For programs: `{passed, failed, notRun, findings: [{cause, says, help, shown, checks}], results}`. */
export function toJson({ results, findings }: Report): string {
  const named = (outcome: Result['outcome']) =>
    results.filter((result) => result.outcome === outcome).length
  const brief = results.map(({ name, outcome, findings: met }) => ({
    name,
    outcome,
    causes: met.map(({ cause }) => cause),
  }))
  const counts = { passed: named('passed'), failed: named('failed'), notRun: named('not run') }
  return JSON.stringify({ ...counts, findings, results: brief }, null, 2)
}

/**
 * For pipelines: each check is a test case.
 *
 * Source: https://github.com/testmoapp/junitxml
 */
export function toJunit({ results }: Report): string {
  const failed = results.filter(({ outcome }) => outcome === 'failed').length
  const skipped = results.filter(({ outcome }) => outcome === 'not run').length
  const cases = results.map(({ name, outcome, findings }) => {
    const causes = findings.map(({ says }) => says).join('; ')
    const inner = {
      passed: '',
      failed: `<failure message="${escape(causes)}">${escape(findings.map(describeFinding).join('\n\n'))}</failure>`,
      'not run': '<skipped/>',
    }[outcome]
    return `    <testcase classname="contract" name="${escape(name)}">${inner}</testcase>`
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite name="contract" tests="${results.length}" failures="${failed}" skipped="${skipped}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
  ].join('\n')
}

/** Only what XML 1.0 takes: no control characters, no half characters. */
const escape = (text: string) =>
  text
    .replaceAll(/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu, '?')
    .replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
