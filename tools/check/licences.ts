import { existsSync, readFileSync } from 'node:fs'

/**
 * The licences of all that `npm ci` installs, as the lock file and the packages name them:
 * `npm run licences`, part of `npm run check`. Ends with 1 where one does not go with MIT: in what the
 * mock server runs on, or in the tools.
 */
const PERMISSIVE = [
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Python-2.0',
  'Zlib',
]
/** Good for tools, which are not distributed: changes to them would have to be published, data named. */
const TOOLS_ONLY = ['MPL-2.0', 'CC-BY-4.0']
/** Packages whose package.json names no licence; read from their LICENSE files. */
const READ_BY_HAND: Record<string, string> = {
  'exif-parser': 'MIT',
  'qrcode-terminal': 'Apache-2.0',
  'string.fromcodepoint': 'MIT',
}

interface Locked {
  license?: string
  dev?: boolean
  optional?: boolean
  devOptional?: boolean
  /** A workspace: this repository's own. */
  link?: boolean
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Locked>
}
const packages = Object.entries(lock.packages)
  .filter(([path, { link }]) => path.includes('node_modules/') && !link)
  .map(([path, locked]) => ({ ...locked, path, name: path.replace(/^.*node_modules\//, '') }))

const counts = new Map<string, { run: number; tools: number }>()
const refused: string[] = []
for (const { name, path, license, dev, devOptional } of packages) {
  const licence = READ_BY_HAND[name] ?? license ?? licenceIn(path)
  const isTool = Boolean(dev ?? devOptional)
  const count = counts.get(licence) ?? { run: 0, tools: 0 }
  count[isTool ? 'tools' : 'run'] += 1
  counts.set(licence, count)
  const allowed = isTool ? [...PERMISSIVE, ...TOOLS_ONLY] : PERMISSIVE
  const choices = licence.replace(/[()]/g, '').split(' OR ')
  const isAllowed = (choice: string) =>
    choice.split(' AND ').every((part) => allowed.includes(part))
  if (!choices.some(isAllowed)) refused.push(`${name}: ${licence}`)
}

console.log('licence             run   tools')
for (const [licence, { run, tools }] of [...counts].toSorted(([a], [b]) => a.localeCompare(b))) {
  console.log(`${licence.padEnd(18)} ${String(run).padStart(4)} ${String(tools).padStart(7)}`)
}
const everywhere = packages.filter(
  ({ dev, devOptional, optional }) => !dev && !devOptional && !optional,
)
console.log(
  `The mock server runs on ${everywhere.length} packages (and binaries for the platform).`,
)

if (refused.length > 0) {
  console.error(`These don't go with MIT, or name no licence:\n  ${refused.join('\n  ')}`)
  process.exitCode = 1
}

/** Older packages name it in their own package.json only, and in older forms. */
function licenceIn(path: string): string {
  const file = `${path}/package.json`
  if (!existsSync(file)) return 'none named'
  const { licenses } = JSON.parse(readFileSync(file, 'utf8')) as { licenses?: { type: string }[] }
  return licenses?.map(({ type }) => type).join(' OR ') ?? 'none named'
}
