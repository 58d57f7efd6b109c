const UNITS = [
  [86_400, '天', 'day'],
  [3600, '小时', 'hour'],
  [60, '分钟', 'minute'],
  [1, '秒', 'second'],
] as const

/**
 * A span of time as a person says it: `7 天`, `2 hours`. Rounded to the largest unit that is there
 * at least once; a week less a moment is a week.
 */
export function spanOf(seconds: number, isChinese: boolean): string {
  const unit = UNITS.find(([size]) => seconds >= size * 0.995) ?? UNITS[3]
  const [size, zh, en] = unit
  const count = Math.max(0, Math.round(seconds / size))
  return isChinese ? `${count} ${zh}` : `${count} ${en}${count === 1 ? '' : 's'}`
}
