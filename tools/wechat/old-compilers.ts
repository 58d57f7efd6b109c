import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Finding } from './finding.ts'

/**
 * `wcc` (templates) and `wcsc` (styles), the compilers of WeChat DevTools as of 2020. They come with
 * `miniprogram-simulate`, for Linux (x64, glibc), macOS and Windows. They reject what
 * `miniprogram-ci` leaves to WeChat's server: broken templates and styles.
 *
 * @param root the folder with `app.json`
 * @param longest characters of a command line
 * @returns what is wrong, or why they can't run here
 */
export function compileMarkup(
  root: string,
  longest = LONGEST_COMMAND,
): Finding[] | { cannotRun: string } {
  const folder = mkdtempSync(join(tmpdir(), 'wechat-compilers-'))
  try {
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => !/(?:^|\/)node_modules\//.test(file))
      .toSorted()
    const ending = (wanted: RegExp) => files.filter((file) => wanted.test(file))
    const templates = compileAll('wcc', ['-d'], ending(/\.(?:wxml|wxs)$/), {
      root,
      folder,
      longest,
    })
    const styles = compileAll('wcsc', ['-db', '-pc', '0'], ending(/\.wxss$/), {
      root,
      folder,
      longest,
    })
    return [...templates, ...styles]
  } catch (error) {
    if (error instanceof CannotRun) return { cannotRun: error.message }
    throw error
  } finally {
    rmSync(folder, { recursive: true })
  }
}

class CannotRun extends Error {}

/** All files at once; where that fails, each by itself: a compiler stops at the first fault. */
function compileAll(
  compiler: 'wcc' | 'wcsc',
  flags: string[],
  files: string[],
  { root, folder, longest }: { root: string; folder: string; longest: number },
): Finding[] {
  const program = binary(compiler, folder)
  const complaint = (some: string[]) => run(program, [...flags, ...some], root)
  const room = longest - [program, ...flags].join('   ').length
  return inBatches(files, room).flatMap((batch) => {
    const whole = complaint(batch)
    if (whole === undefined) return []
    const found = batch.flatMap((file) => {
      // A script of a template has no meaning alone: wcc is given one of them with nothing else.
      const text = complaint([file])
      return text === undefined ? [] : [toFinding(compiler, file, text)]
    })
    return found.length > 0 ? found : [toFinding(compiler, '', whole)]
  })
}

/** Windows takes 32,767 characters, and other systems more; the compilers read no list from a file. */
const LONGEST_COMMAND = 32_000

/**
 * Files in as few command lines as hold them, in their order.
 *
 * @param room characters for the names, with two quotes and a space for each
 */
export function inBatches(files: string[], room: number): string[][] {
  const batches: string[][] = []
  let left = 0
  for (const file of files) {
    const length = file.length + 3
    if (length > left || batches.length === 0) {
      batches.push([])
      left = room
    }
    batches.at(-1)?.push(file)
    left -= length
  }
  return batches
}

/** A copy that may be executed: in its package it may not, and that is not ours to change. */
function binary(name: string, folder: string): string {
  const system = { linux: 'linux', darwin: 'mac', win32: 'windows' }[process.platform as string]
  if (!system) throw new CannotRun(`there is no ${name} for ${process.platform}`)
  const file = process.platform === 'win32' ? `${name}.exe` : name
  const copy = join(folder, file)
  try {
    const from = createRequire(pathToFileURL(join(process.cwd(), 'package.json')))
    const home = dirname(from.resolve('miniprogram-compiler/package.json'))
    copyFileSync(join(home, 'bin', system, file), copy)
  } catch {
    throw new CannotRun('miniprogram-simulate, which brings them, is not installed')
  }
  chmodSync(copy, 0o755)
  return copy
}

/** The compiler's complaint, if it has one. */
function run(program: string, args: string[], root: string): string | undefined {
  const done = spawnSync(program, args, { cwd: root, maxBuffer: 256 << 20, encoding: 'utf8' })
  const { status, error, stderr, stdout } = done
  if (error || status === null || status === 126 || status === 127) {
    throw new CannotRun(error?.message ?? `${program} does not run on this machine`)
  }
  return status === 0 ? undefined : stderr || stdout // Windows' wcc complains on standard output
}

/** `a.wxml:3:4: what` of wcc, `ERR: a.wxss(3:4): what` of wcsc. */
function toFinding(compiler: Finding['compiler'], asked: string, text: string): Finding {
  const first = text.split('\n').find((line) => line.trim() !== '') ?? 'failed without a word'
  const place = /^(?:ERR: )?(?:\.\/)?([^\s:(]+)[:(](\d+):(\d+)\)?:\s*(.*)$/.exec(first)
  if (!place) return { compiler, file: asked, message: first.replace(/^ERR: /, '') }
  const [, file = asked, line, column, message = ''] = place
  return { compiler, file, line: Number(line), column: Number(column), message }
}
