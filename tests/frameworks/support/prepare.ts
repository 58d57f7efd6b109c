import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npmCommand } from '../../../tools/npm.ts'
import { WORKSHOP, type Stack } from './stacks.ts'

const FIXTURES = 'tests/fixtures/frameworks'

/** Work done in a workshop, by the inputs it was done with. */
interface Done {
  installed?: string
  built?: string
}

/**
 * Copies a fixture into the workshop, installs what its lock file names and builds it: each only if
 * it is not done yet with these very files.
 *
 * @throws Error with what npm or the framework said
 */
export function prepare({ name, build }: Stack) {
  const from = join(FIXTURES, name)
  const to = join(WORKSHOP, name)
  const record = join(to, 'done.json')
  const done = existsSync(record) ? (JSON.parse(readFileSync(record, 'utf8')) as Done) : {}
  const note = (change: Done) => writeFileSync(record, JSON.stringify(Object.assign(done, change)))
  const lock = hashOf([join(from, 'package-lock.json')])
  const sources = hashOf(filesBelow(from))
  if (done.built === sources) return

  copySources(from, to)
  if (done.installed !== lock) {
    run(name, to, ['ci', '--no-audit', '--no-fund'])
    note({ installed: lock })
  }
  if (build !== undefined) run(name, to, ['run', build])
  note({ built: sources })
}

/** Leaves what was installed and built; a source that is gone goes here, too. */
function copySources(from: string, to: string) {
  const kept = new Set(['node_modules', 'done.json', 'dist'])
  const old = existsSync(to) ? readdirSync(to).filter((one) => !kept.has(one)) : []
  for (const one of old) rmSync(join(to, one), { recursive: true })
  cpSync(from, to, { recursive: true })
}

function run(name: string, cwd: string, args: string[]) {
  const what = `${name}: npm ${args.join(' ')}`
  console.log(what)
  // Frameworks take NODE_ENV, and test runners' variables, for their own.
  const { NODE_ENV: _, JEST_WORKER_ID: __, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(...npmCommand(args), { cwd, env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${what} failed:\n${stdout}\n${stderr}`)
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

function hashOf(files: string[]): string {
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(file))
  return hash.digest('hex')
}
