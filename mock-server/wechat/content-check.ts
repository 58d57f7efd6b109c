/**
 * The two texts WeChat gave developers to try version 1 of its content check with. Version 2 finds
 * nothing in them, as WeChat's staff said in its community.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/msgSecCheck.html
 */
const SAMPLES = ['特3456书yuuo莞6543李zxcz蒜7782法fgnv级', '完2347全dfji试3726测asad感3847知qwez到']

/** A word that this fake finds risky in every version, to have one that can be typed. */
export const RISKY_WORD = '违规'

const NORMAL_LABEL = 100
const OTHER_LABEL = 21_000

/** True if version 1 refuses a text (87014). */
export const isRiskyInVersion1 = (content: string) =>
  [...SAMPLES, RISKY_WORD].some((text) => content.includes(text))

/** The verdict of version 2 on a text. */
export function judge(content: string) {
  const verdict = content.includes(RISKY_WORD)
    ? { suggest: 'risky', label: OTHER_LABEL }
    : { suggest: 'pass', label: NORMAL_LABEL }
  return {
    result: verdict,
    detail: [{ strategy: 'content_model', errcode: 0, ...verdict, prob: 90 }],
  }
}
