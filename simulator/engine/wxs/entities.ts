const characters: Record<string, string> = {
  nbsp: '\u00a0',
  ensp: '\u2002',
  emsp: '\u2003',
  lt: '<',
  gt: '>',
  amp: '&',
  apos: "'",
  quot: '"',
}

/**
 * The text that `<text decode>` shows.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/component/text.html
 *
 * @param isDecoded the attribute's value
 */
export function decodeEntities(value: unknown, isDecoded: unknown): unknown {
  if (!isDecoded || typeof value !== 'string') return value
  return value.replace(/&([a-z]+);/g, (entity, name: string) => characters[name] ?? entity)
}
