import type { Shortcoming, Use } from './usage.ts'

/** As many places as are named of each. */
const PLACES = 3

/**
 * The list in words: what is missing with its places, then how much is there only in part.
 *
 * @param all whether each of those is named with what it lacks
 */
export function describeShortcomings(found: readonly Shortcoming[], all = false): string {
  const missing = found.filter(({ note }) => note === undefined)
  const partial = found.filter(({ note }) => note !== undefined)
  const lines: string[] = []
  if (missing.length > 0) {
    lines.push('没有模拟 · not simulated:')
    lines.push(...missing.map(({ name, uses }) => `  ${name}  ${placesOf(uses)}`))
  }
  if (partial.length > 0 && all) {
    lines.push('部分模拟 · simulated in part:')
    for (const { name, note, uses } of partial) {
      lines.push(`  ${name}  ${placesOf(uses)}`, `    ${note}`)
    }
  }
  if (partial.length > 0 && !all) {
    lines.push(`部分模拟 · in part: ${partial.map(({ name }) => name).join(', ')}`)
  }
  return lines.join('\n')
}

function placesOf(uses: readonly Use[]): string {
  const named = uses.slice(0, PLACES).map(({ file, line }) => `${file}:${line}`)
  const more = uses.length - named.length
  return named.join(', ') + (more > 0 ? ` (+${more})` : '')
}
