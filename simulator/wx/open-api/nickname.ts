/** The result of WeChat's review of a nickname. */
export type NicknameVerdict = 'pass' | 'refuse' | 'timeout'

/**
 * Reviews `<input type="nickname">` after it lost the focus: WeChat reviews the text and
 * clears it when it does not pass. Hosts of the simulator put `value` into the field and fire
 * `nicknamereview` with `detail`.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/userProfile.html
 */
export function reviewNickname(text: string, verdict: NicknameVerdict) {
  return {
    value: verdict === 'refuse' ? '' : text,
    event: {
      type: 'nicknamereview',
      detail: { pass: verdict === 'pass', timeout: verdict === 'timeout' },
    },
  }
}
