import { readFileSync } from 'node:fs'
import { en } from '../../miniprogram/i18n/en.ts'
import type { PromptAction } from '../../miniprogram/i18n/prompts.ts'
import { zhCN } from '../../miniprogram/i18n/zh-CN.ts'
import { apiErrors } from '../../mock-server/backend/errors.ts'
import { errcodes, type Errcode } from '../../mock-server/wechat/errors.ts'
import { chineseErrors } from '../../mock-server/backend/chinese.ts'
import { errcodeMeanings } from './errcodes-zh.ts'
import * as zh from './zh.ts'

type Language = 'zh' | 'en'

/** The page on errors, from the lists in the code. */
export function errorDocs(language: Language): string {
  const up = language === 'zh' ? '..' : '../..'
  const backend = Object.entries(apiErrors).map(([code, { status, about }]) => [
    `\`${code}\``,
    String(status),
    language === 'zh' ? chineseErrors[code as keyof typeof apiErrors] : about,
  ])
  return language === 'zh'
    ? `# 错误码

五分钟之后：你查到了这个错误是谁说的、为什么、页面该怎么办。本页由 \`npm run docs:errors\` 从代码里的列表写成。

## 小程序里

\`services/\` 的每个失败都是一个 \`ServiceError\`，带着下面的一个 code（[errors.ts](${up}/miniprogram/services/errors.ts)）。[prompts.ts](${up}/miniprogram/i18n/prompts.ts) 的 \`promptFor(code)\` 给出要显示的标题、话、动作和按钮上的字；\`none\` 没有按钮。

${table(['code', '什么时候', '屏幕上', '动作'], serviceErrors('zh'))}

## 来自后端

\`/api/*\` 回答 \`{"error": {"code", "message", "requestId"}}\`，code 是下面的一个（[errors.ts](${up}/mock-server/backend/errors.ts)）。它在小程序里变成哪一个，见 [answers.ts](${up}/miniprogram/services/answers.ts)。

${table(['code', '状态', '意思'], backend)}

## 来自微信的服务器

假微信和微信一样，用 HTTP 200 回答 \`errcode\` 和 \`errmsg\`（[errors.ts](${up}/mock-server/wechat/errors.ts)），文本后面跟着 \`rid\`。判断时只看数字。

${table(['errcode', 'errmsg', '意思'], wechatErrors('zh'))}
`
    : `# Errors

In five minutes you know who reports the error you met, why, and what the page should do. \`npm run docs:errors\` writes this page from the lists in the code.

## In the mini-program

Every failure of \`services/\` is a \`ServiceError\` with one of these codes ([errors.ts](${up}/miniprogram/services/errors.ts)). \`promptFor(code)\` of [prompts.ts](${up}/miniprogram/i18n/prompts.ts) gives what to show: a title, words, an action, and the label of its button. \`none\` has no button.

${table(['code', 'when', 'on screen', 'action'], serviceErrors('en'))}

## From the backend

\`/api/*\` answers \`{"error": {"code", "message", "requestId"}}\` with one of these codes ([errors.ts](${up}/mock-server/backend/errors.ts)). What each becomes in the mini-program is in [answers.ts](${up}/miniprogram/services/answers.ts).

${table(['code', 'status', 'meaning'], backend)}

## From WeChat's servers

The fake WeChat answers HTTP 200 with \`errcode\` and \`errmsg\` ([errors.ts](${up}/mock-server/wechat/errors.ts)), as WeChat does; a \`rid\` follows the text. Go by the number.

${table(['errcode', 'errmsg'], wechatErrors('en'))}
`
}

/** WeChat's numbers and texts. The texts are English: their meaning is for readers of Chinese. */
function wechatErrors(language: Language): string[][] {
  return Object.entries(errcodes)
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([errcode, text]) => [
      errcode,
      text,
      ...(language === 'zh' ? [errcodeMeanings[Number(errcode) as Errcode]] : []),
    ])
}

/** The codes with the comments on them, and what a page shows. */
function serviceErrors(language: Language): string[][] {
  const source = readFileSync('miniprogram/services/errors.ts', 'utf8')
  const actions = promptActions()
  const found = [...source.matchAll(/\/\*\* ((?:(?!\*\/)[^])+?) \*\/\s*\| '(ERR_\w+)'/g)]
  return found.map(([, about = '', code = '']) => {
    const name = code as keyof typeof zhCN.errors
    const action = actions.get(code)
    if (action === undefined) throw new Error(`i18n/prompts.ts has no action for ${code}.`)
    const { errors, prompts } = language === 'zh' ? zhCN : en
    const label = prompts.labels[action]
    return [
      `\`${code}\``,
      language === 'zh' ? zh.serviceErrors[name] : about.replace(/\s*\n\s*\* ?/g, ' '),
      `**${prompts.titles[action]}** ${errors[name]}`,
      `\`${action}\`${label ? `: ${label}` : ''}`,
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
