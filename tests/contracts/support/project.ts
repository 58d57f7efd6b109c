import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Files by path. A `.json` may be given as the object it says; names without a folder are those of the first page. */
export type ProjectFiles = Record<string, string | object>

const FIRST_PAGE = 'pages/index/index'

/**
 * Writes a mini-program into a folder of its own. What every mini-program must have is added:
 * `app.json` with all pages below `pages/`, scripts that register app and pages, templates.
 */
export function writeProject(given: ProjectFiles): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'contract-')))
  const files = new Map(
    Object.entries(given).map(([name, content]) => [fullName(name), content] as const),
  )
  const app = files.get('app.json') ?? {}
  const pages = pagesOf([...files.keys()])
  if (typeof app !== 'string') files.set('app.json', { pages, ...app })
  if (!files.has('app.ts')) addMissing(files, 'app.js', 'App({})')
  for (const page of pages) {
    addMissing(files, `${page}.wxml`, '')
    if (!files.has(`${page}.ts`)) addMissing(files, `${page}.js`, 'Page({})')
  }
  for (const [name, content] of files) {
    const file = join(root, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  }
  return root
}

function fullName(name: string): string {
  if (name.includes('/') || name.startsWith('app.')) return name
  return name.startsWith('index.') ? `${FIRST_PAGE}${name.slice('index'.length)}` : name
}

/** `pages/a/a`, the first page first. */
function pagesOf(names: string[]): string[] {
  const own = names.flatMap(
    (name) => /^(pages\/[\w-]+\/[\w-]+)\.(?:js|ts|wxml)$/.exec(name)?.[1] ?? [],
  )
  const all = new Set(own)
  return all.has(FIRST_PAGE) ? [...new Set([FIRST_PAGE, ...all])] : [...all]
}

function addMissing(files: Map<string, string | object>, name: string, content: string) {
  if (!files.has(name)) files.set(name, content)
}
