/** 750rpx are the width of the phone, whatever its size: in sheets as in inline styles. */
export function rpxToVw(text: string): string {
  return text.replace(/(-?\d*\.?\d+)rpx\b/g, (_, n: string) => `${(Number(n) * 100) / 750}vw`)
}
