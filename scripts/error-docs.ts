import { readFileSync } from 'node:fs'
import { en } from '../miniprogram/i18n/en.ts'
import type { PromptAction } from '../miniprogram/i18n/prompts.ts'
import { zhCN, type Words } from '../miniprogram/i18n/zh-CN.ts'
import { apiErrors } from '../mock-server/backend/errors.ts'
import { errcodes } from '../mock-server/wechat/errors.ts'

export const ERROR_DOCS = 'docs/en/errors.md'

/** `docs/en/errors.md`, from the lists in the code. */
export function errorDocs(): string {
  return `# Errors

Written by \`npm run docs:errors\` from the lists in the code; a test says when it is out of date.

## In the mini-program

Every failure of \`services/\` is a \`LoginError\` with one of these codes ([errors.ts](../../miniprogram/services/errors.ts)). \`promptFor(code)\` of [prompts.ts](../../miniprogram/i18n/prompts.ts) gives what to show: a title, words, an action, and the label of its button. \`none\` has no button.

${table(['code', 'when', 'on screen', 'in English', 'action'], loginErrors())}

## From the backend

\`/api/*\` answers \`{"error": {"code", "message", "requestId"}}\` with one of these codes ([errors.ts](../../mock-server/backend/errors.ts)). What each becomes in the mini-program is in [answers.ts](../../miniprogram/services/answers.ts).

${table(
  ['code', 'status', 'meaning'],
  Object.entries(apiErrors).map(([code, { status, about }]) => [
    `\`${code}\``,
    String(status),
    about,
  ]),
)}

## From WeChat's servers

The fake WeChat answers HTTP 200 with \`errcode\` and \`errmsg\` ([errors.ts](../../mock-server/wechat/errors.ts)), as WeChat does; a \`rid\` follows the text. Go by the number.

${table(
  ['errcode', 'errmsg'],
  Object.entries(errcodes)
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([errcode, text]) => [errcode, text]),
)}
`
}

/** The codes with the comments on them, and what a page shows. */
function loginErrors(): string[][] {
  const source = readFileSync('miniprogram/services/errors.ts', 'utf8')
  const actions = promptActions()
  const found = [...source.matchAll(/\/\*\* ((?:(?!\*\/)[^])+?) \*\/\s*\| '(ERR_\w+)'/g)]
  return found.map(([, about = '', code = '']) => {
    const name = code as keyof typeof zhCN.errors
    const action = actions.get(code)
    if (action === undefined) throw new Error(`i18n/prompts.ts has no action for ${code}.`)
    const says = ({ errors, prompts }: Words) => `**${prompts.titles[action]}** ${errors[name]}`
    const labels = [zhCN, en].map(({ prompts }) => prompts.labels[action]).filter(Boolean)
    return [
      `\`${code}\``,
      about.replace(/\s*\n\s*\* ?/g, ' '),
      says(zhCN),
      says(en),
      `\`${action}\`${labels.length > 0 ? `: ${labels.join(', ')}` : ''}`,
    ]
  })
}

/** Read, not imported: the file asks `wx` for the client's language. */
function promptActions(): Map<string, PromptAction> {
  const source = readFileSync('miniprogram/i18n/prompts.ts', 'utf8')
  const lines = source.matchAll(/^ {2}(ERR_\w+): '(\w+)',$/gm)
  return new Map([...lines].map(([, code = '', action]) => [code, action as PromptAction]))
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
