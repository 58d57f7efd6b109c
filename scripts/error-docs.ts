import { readFileSync } from 'node:fs'
import { en } from '../miniprogram/i18n/en.ts'
import { zhCN } from '../miniprogram/i18n/zh-CN.ts'
import { apiErrors } from '../mock-server/backend/errors.ts'
import { errcodes } from '../mock-server/wechat/errors.ts'

export const ERROR_DOCS = 'docs/errors.md'

/** `docs/errors.md`, from the lists in the code. */
export function errorDocs(): string {
  return `# Errors

Written by \`npm run docs:errors\` from the lists in the code; a test says when it is out of date.

## In the mini-program

Every failure of \`services/\` is a \`LoginError\` with one of these codes ([errors.ts](../miniprogram/services/errors.ts)). The words on screen are in [i18n](../miniprogram/i18n/zh-CN.ts); what a page offers beside them is in [prompts.ts](../miniprogram/i18n/prompts.ts).

${table(['code', 'when', 'on screen', 'in English'], loginErrors())}

## From the backend

\`/api/*\` answers \`{"error": {"code", "message", "requestId"}}\` with one of these codes ([errors.ts](../mock-server/backend/errors.ts)). What each becomes in the mini-program is in [contract.ts](../miniprogram/services/contract.ts).

${table(
  ['code', 'status', 'meaning'],
  Object.entries(apiErrors).map(([code, { status, about }]) => [
    `\`${code}\``,
    String(status),
    about,
  ]),
)}

## From WeChat's servers

The fake WeChat answers HTTP 200 with \`errcode\` and \`errmsg\` ([errors.ts](../mock-server/wechat/errors.ts)), as WeChat does; a \`rid\` follows the text. Go by the number.

${table(
  ['errcode', 'errmsg'],
  Object.entries(errcodes)
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([errcode, text]) => [errcode, text]),
)}
`
}

/** The codes with the comments on them. */
function loginErrors(): string[][] {
  const source = readFileSync('miniprogram/services/errors.ts', 'utf8')
  const found = [...source.matchAll(/\/\*\* ((?:(?!\*\/)[^])+?) \*\/\s*\| '(ERR_\w+)'/g)]
  return found.map(([, about = '', code = '']) => {
    const name = code as keyof typeof zhCN.errors
    return [`\`${code}\``, about.replace(/\s*\n\s*\* ?/g, ' '), zhCN.errors[name], en.errors[name]]
  })
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
