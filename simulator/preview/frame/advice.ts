import { isChinese } from './language.ts'

type Advice = readonly [pattern: RegExp, zh: string, en: string]

/** Advice for faults that keep a page from showing, by patterns of their messages; the first match counts. */
const advice: readonly Advice[] = [
  [
    /node_modules|miniprogram_npm|npm|package\.json/i,
    '先 npm install，再在开发者工具里选“工具 → 构建 npm”。',
    'Run npm install, then choose 工具 → 构建 npm (Build npm) in DevTools.',
  ],
  [
    /not simulated/i,
    '模拟器里没有这个接口：用 wx.canIUse 判断后再调用，或者在真机上试。',
    'The simulator has no such API: ask wx.canIUse before the call, or try it on a real phone.',
  ],
  [
    /usingComponents|no component|component .*(?:missing|not found|does not exist)/i,
    '检查 usingComponents 里的路径：以 / 开头从项目根目录算起，结尾不写扩展名。',
    'Check the path in usingComponents: with a leading / it starts at the root, and it has no extension.',
  ],
  [
    /registered nothing/i,
    '脚本里要调用 Page() 或 Component()。',
    'The script has to call Page() or Component().',
  ],
  [
    /require args|Cannot find|can't be found|could not resolve|has no |does not exist|missing/i,
    '检查路径和大小写；真机上文件名区分大小写。',
    'Check the path and its letters: on a phone, upper and lower case differ.',
  ],
  [
    /is not closed|closes nothing|is expected|wx:else/i,
    '补上或删掉这个标签，保存后马上更新。',
    'Add the tag or take it away; the phone follows when you save.',
  ],
]

const otherwise: Advice = [
  /^/,
  '改好并保存，手机会自动更新。',
  'Mend it and save: the phone follows by itself.',
]

/** The advice for a fault, in the browser's language. */
export function adviceFor(message: string, file: string): string {
  const isWxs = file.endsWith('.wxs')
  const [, zh, en] = isWxs
    ? [
        0,
        'WXS 只有 ES5 的一部分，没有 let、箭头函数和 new。',
        'WXS knows a part of ES5 only: no let, no arrow functions, no new.',
      ]
    : (advice.find(([pattern]) => pattern.test(message)) ?? otherwise)
  return isChinese ? zh : en
}
