/** WeChat takes no main package above this, and no subpackage. */
const LIMIT = 2 * 1024 * 1024
const SHOWN = 10

/** A package by its files, largest first, against WeChat's limit. */
export function describeSizes(sizes: Record<string, number>, subpackages: string[]) {
  const packageOf = (file: string) =>
    subpackages.find((root) => file.startsWith(`${root.replace(/\/?$/, '')}/`)) ?? ''
  const totals: Record<string, number> = { '': 0 }
  for (const [file, size] of Object.entries(sizes)) {
    totals[packageOf(file)] = (totals[packageOf(file)] ?? 0) + size
  }
  const files = Object.entries(sizes).toSorted(([, a], [, b]) => b - a)
  const rest = files.slice(SHOWN).reduce((sum, [, size]) => sum + size, 0)
  const row = (size: number, what: string) => `${String(size).padStart(9)} B  ${what}`
  const lines = files.slice(0, SHOWN).map(([file, size]) => row(size, file))
  if (rest > 0) lines.push(row(rest, `${files.length - SHOWN} smaller files`))
  const all = Object.entries(totals).map(([root, size]) => {
    const share = ((100 * size) / LIMIT).toFixed(1)
    return row(size, `${root || 'main package'}: ${share} % of WeChat's 2 MB`)
  })
  return {
    text: [...lines, ...all].join('\n'),
    isTooLarge: Object.values(totals).some((size) => size > LIMIT),
  }
}
