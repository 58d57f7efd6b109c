import { randomBytes } from '../random.ts'

/**
 * The two texts WeChat gives developers to try its content check with: both are risky. So is any
 * text with 违规 in it, to have one that can be typed.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/msgSecCheck.html
 */
const RISKY = [
  '特3456书yuuo莞6543李zxcz蒜7782法fgnv级',
  '完2347全dfji试3726测asad感3847知qwez到',
  '违规',
]
const NORMAL_LABEL = 100
const OTHER_LABEL = 21_000

/** What msg_sec_check says of a text. */
export function checkContent(content: string) {
  const isRisky = RISKY.some((text) => content.includes(text))
  const verdict = isRisky
    ? { suggest: 'risky', label: OTHER_LABEL }
    : { suggest: 'pass', label: NORMAL_LABEL }
  return {
    result: verdict,
    detail: [{ strategy: 'content_model', errcode: 0, ...verdict, prob: 90 }],
    trace_id: randomBytes(12).toString('hex'),
  }
}
