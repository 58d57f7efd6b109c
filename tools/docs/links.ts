import { existsSync, readFileSync, statSync } from 'node:fs'
import { posix } from 'node:path'

/**
 * The links of a Markdown file that lead nowhere: to files that are not there, and to headings or
 * lines that are not in them. Links to the web are left alone.
 *
 * @param file its path from the repository's root, where the process runs
 */
export function brokenLinks(file: string): string[] {
  const text = prose(readFileSync(file, 'utf8'))
  const inline = [...text.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+["'][^)]*["'])?\)/g)]
  const html = [...text.matchAll(/\b(?:src|href)="([^"]+)"/g)]
  return [...inline, ...html]
    .map(([, target = '']) => target)
    .filter((target) => !/^(?:https?|mailto):/.test(target))
    .filter((target) => !leadsSomewhere(file, decodeURIComponent(target)))
    .map((target) => `${file}: ${target}`)
}

function leadsSomewhere(from: string, target: string): boolean {
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? from : posix.join(posix.dirname(from), path)
  if (!existsSync(file)) return false
  if (anchor === undefined || statSync(file).isDirectory()) return anchor === undefined
  const text = readFileSync(file, 'utf8')
  const line = /^L(\d+)$/.exec(anchor)
  if (line) return Number(line[1]) <= text.split('\n').length
  return anchorsOf(text).includes(anchor)
}

/** The anchors that GitHub gives to headings. */
function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>()
  return [...prose(text).matchAll(/^#{1,6} +(.+?) *$/gm)].map(([, heading = '']) => {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-')
    const before = seen.get(slug) ?? 0
    seen.set(slug, before + 1)
    return before === 0 ? slug : `${slug}-${before}`
  })
}

/** Without code, in which brackets mean something else. */
const prose = (text: string) =>
  text.replace(/^ *```[^]*?^ *```/gm, '').replace(/`[^`\n]*`/g, 'code')
