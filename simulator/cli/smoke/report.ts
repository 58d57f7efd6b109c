import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from './judge.ts'
import type { Visit } from './visit.ts'

/** All pages of a project, counted. */
export interface Summary {
  project: string
  pages: number
  /** Nothing is wrong with them; a server may have failed them. */
  ok: number
  /** Broken through the project's own fault, whatever else. */
  project_fault: number
  /** Broken through what this kit can't do, whatever else. */
  kit_fault: number
  /** Nothing is to be seen on them. */
  blank: number
  /** Each problem with its number of pages, the most frequent first. */
  reasons: { blame: Problem['blame']; message: string; pages: number; example: string }[]
}

/** Counts the results of all pages. */
export function summarize(project: string, visits: Visit[]): Summary {
  const has = (blame: Problem['blame']) => (visit: Visit) =>
    visit.problems.some((problem) => problem.blame === blame)
  return {
    project,
    pages: visits.length,
    ok: visits.filter((visit) => !has('project')(visit) && !has('kit')(visit)).length,
    project_fault: visits.filter(has('project')).length,
    kit_fault: visits.filter(has('kit')).length,
    blank: visits.filter(({ isBlank }) => isBlank).length,
    reasons: reasonsOf(visits),
  }
}

function reasonsOf(visits: Visit[]): Summary['reasons'] {
  const found = new Map<string, Summary['reasons'][number]>()
  for (const { page, problems } of visits) {
    for (const { blame, message, place } of problems) {
      const example = place ? `${place.file}:${place.line}` : page
      const known = found.get(`${blame} ${message}`) ?? { blame, message, pages: 0, example }
      known.pages += 1
      found.set(`${blame} ${message}`, known)
    }
  }
  return [...found.values()].toSorted((a, b) => b.pages - a.pages)
}

/** Writes `report.json`, `report.html` and a picture of each page into a folder. */
export function writeReport(folder: string, summary: Summary, visits: Visit[]) {
  mkdirSync(folder, { recursive: true })
  const entries = visits.map(({ screenshot, ...visit }, index) => {
    if (!screenshot) return { ...visit, picture: undefined }
    const picture = `page-${String(index + 1).padStart(3, '0')}.png`
    writeFileSync(join(folder, picture), screenshot)
    return { ...visit, picture }
  })
  writeFileSync(
    join(folder, 'report.json'),
    JSON.stringify({ ...summary, visits: entries }, null, 2),
  )
  writeFileSync(join(folder, 'report.html'), toHtml(summary, entries))
}

type Entry = Omit<Visit, 'screenshot'> & { picture: string | undefined }

const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

function toHtml(
  { project, pages, ok, project_fault, kit_fault, reasons }: Summary,
  visits: Entry[],
) {
  const rows = reasons.map(
    ({ blame, message, pages, example }) =>
      `<tr><td>${pages}</td><td>${blame}</td><td>${escape(message)}</td><td><code>${escape(example)}</code></td></tr>`,
  )
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(project)}</title>
<style>
  body { font: 14px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 72em; padding: 0 1em }
  table { border-collapse: collapse } td, th { border: 1px solid #ccc; padding: 4px 8px; text-align: left; vertical-align: top }
  .pages { display: grid; grid-template-columns: repeat(auto-fill, minmax(210px, 1fr)); gap: 16px }
  article { border: 2px solid #2a2; border-radius: 8px; padding: 8px; overflow-wrap: anywhere }
  article.broken { border-color: #c22 } img { width: 100% } h3 { font-size: 13px; margin: 0 0 4px }
  details { max-height: 16em; overflow: auto; font-size: 12px }
</style>
<h1>${escape(project)}</h1>
<p>${pages} 个页面：${ok} 个正常，${project_fault} 个有项目自身的问题，${kit_fault} 个用到尚未模拟的能力。<br>
${pages} pages: ${ok} fine, ${project_fault} with faults of the project, ${kit_fault} with what this kit can't do.</p>
<table><tr><th>页面 pages<th>归属 whose<th>原因 why<th>例 at</tr>${rows.join('\n')}</table>
<h2>页面 Pages</h2>
<section class="pages">${visits.map(toArticle).join('\n')}</section>
</html>
`
}

function toArticle({ page, problems, logs, picture, at }: Entry): string {
  const list = problems.map(
    ({ blame, message, place }) =>
      `<li>${blame}: ${escape(message)}${place ? ` <code>${escape(place.file)}:${place.line}</code>` : ''}</li>`,
  )
  return `<article class="${problems.some(({ blame }) => blame !== 'outside') ? 'broken' : 'ok'}"><h3>${escape(page)}</h3>
${picture === undefined ? '' : `<img src="${picture}" alt="" loading="lazy">`}
${at !== null && at !== page ? `<p>→ ${escape(at)}</p>` : ''}
<ul>${list.join('')}</ul>
${logs.length > 0 ? `<details><summary>console</summary><pre>${escape(logs.join('\n'))}</pre></details>` : ''}</article>`
}
