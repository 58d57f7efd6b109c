import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { npmCommand } from '../npm.ts'
import { buildPackages } from './build.ts'
import { cutRelease, releaseFaults, tagOf } from './changelog.ts'
import { readRoot } from './manifest.ts'

/**
 *     npm run release -- --dry-run          shows what would be published
 *     npm run release -- --version 0.2.0    sets the version, and closes "Unreleased" in CHANGELOG.md
 *     npm run release                       publishes: what .github/workflows/release.yml does
 *
 * In PowerShell: npm run release "--" --dry-run
 */
const root = process.cwd()
const { values } = parseArgs({
  options: { 'dry-run': { type: 'boolean' }, version: { type: 'string' } },
})
const npm = (args: string[], cwd = root) =>
  execFileSync(...npmCommand(args), { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

interface Published {
  id: string
  size: number
  unpackedSize: number
  entryCount: number
}

function setVersion(version: string) {
  const file = join(root, 'CHANGELOG.md')
  const today = new Date().toISOString().slice(0, 10)
  const text = cutRelease(readFileSync(file, 'utf8'), version, today)
  npm(['version', version, '--no-git-tag-version', '--allow-same-version'])
  writeFileSync(file, text)
  console.log(
    `${version}: package.json, package-lock.json, CHANGELOG.md. Commit, tag v${version}, push.`,
  )
}

/** True of a version that the registry has: a release that failed half way goes on from there. */
function isPublished(name: string, version: string): boolean {
  try {
    const known = execFileSync(...npmCommand(['view', `${name}@${version}`, 'version']), {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return String(known).trim() === version
  } catch {
    return false // npm ends with E404 where the package is unknown
  }
}

function publish(folder: string, version: string, isDry: boolean) {
  const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string
  }
  if (!isDry && isPublished(name, version)) {
    console.log(`${name}@${version} is published already`)
    return
  }
  const tag = tagOf(version)
  const args = ['publish', '--json', '--loglevel=error', '--access=public', `--tag=${tag}`]
  if (isDry) args.push('--dry-run')
  else if (process.env.GITHUB_ACTIONS) args.push('--provenance')
  const answer = JSON.parse(npm(args, folder)) as Published | Record<string, Published>
  const { id, size, unpackedSize, entryCount } = (
    'id' in answer ? answer : answer[name]
  ) as Published
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
  const verb = isDry ? 'would be published' : 'published'
  console.log(
    `${id} ${verb} as ${tag}: ${entryCount} files, ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked`,
  )
}

async function release(isDry: boolean) {
  const { version } = readRoot(root)
  const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')
  const changed = execFileSync('git', ['status', '--porcelain'], { encoding: 'utf8' })
  const faults = releaseFaults({ version, changelog, isClean: changed === '' })
  for (const fault of faults) console.error(`${isDry ? 'Not yet' : 'Refused'}: ${fault}`)
  if (faults.length > 0 && !isDry) {
    process.exitCode = 1
    return
  }
  // In this order: each finds the ones that it depends on.
  for (const folder of await buildPackages(root)) publish(folder, version, isDry)
}

if (values.version !== undefined) setVersion(values.version)
else await release(values['dry-run'] ?? false)
