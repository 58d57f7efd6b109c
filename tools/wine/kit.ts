import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npmCommand } from '../npm.ts'
import type { Machine } from './machine.ts'

/** A folder name with a space and Chinese letters. */
const FOLDER = '小程序 kit'

/**
 * Copies this repository's files, with what is not committed yet, to drive C. Packages that were
 * installed there before stay.
 *
 * @returns the folder on the drive
 */
export function layOut({ drive }: Machine): string {
  const target = join(drive, FOLDER)
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).split('\0')
  const before = existsSync(join(target, '.files'))
    ? readFileSync(join(target, '.files'), 'utf8')
    : ''
  for (const name of before.split('\0')) if (name) rmSync(join(target, name), { force: true })
  const names = git('ls-files', '-z', '--cached', '--others', '--exclude-standard')
  const files = names.filter((name) => name && existsSync(name))
  for (const name of files) cpSync(name, join(target, name))
  writeFileSync(join(target, '.files'), files.join('\0'))
  return FOLDER
}

/** Installs a folder's packages from here, with Windows' binaries. */
export function installFor({ drive }: Machine, folder: string) {
  const cwd = join(drive, folder)
  const lock = join(cwd, 'package-lock.json')
  const done = join(cwd, 'node_modules/.installed')
  const wanted = existsSync(lock) ? readFileSync(lock, 'utf8') : undefined
  if (wanted !== undefined && existsSync(done) && readFileSync(done, 'utf8') === wanted) return
  const quiet = ['--force', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const command = wanted === undefined ? 'install' : 'ci'
  execFileSync(...npmCommand([command, '--os=win32', '--cpu=x64', ...quiet]), {
    cwd,
    stdio: 'inherit',
  })
  if (wanted !== undefined) writeFileSync(done, wanted)
}
