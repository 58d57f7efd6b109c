import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { npmCommand } from '../npm.ts'
import type { Finding } from './finding.ts'

/** `miniprogram-ci` with all it depends on, each by version and checksum. */
const locked = join(process.cwd(), 'tools/wechat/miniprogram-ci')
/** npm runs scripts in the package's folder. */
const runner = join(process.cwd(), 'tools/wechat/ci-run.cjs')

/** The file sizes of the package that would be uploaded, or what is wrong. */
export type CiResult = { sizes: Record<string, number> } | { finding: Finding }

/** `miniprogram-ci` could not be fetched. */
export class FetchError extends Error {
  override name = 'FetchError' as const
}

/**
 * The folder of `miniprogram-ci`, fetched from npm if it is not there yet. It is no dependency: 276 MB for
 * a check that is not made every day. It is kept beside npm's own cache.
 *
 * @param tell is called before something that takes long
 * @throws FetchError
 */
export async function fetchCi(tell: (what: string) => void): Promise<string> {
  const cache = process.env.WEAPP_CACHE ?? join(homedir(), '.cache', 'weapp-login-kit')
  const lock = readFileSync(join(locked, 'package-lock.json'), 'utf8')
  const { packages } = JSON.parse(lock) as { packages: Record<string, { version: string }> }
  const version = packages['node_modules/miniprogram-ci']?.version
  const digest = createHash('sha256').update(lock).digest('hex').slice(0, 8)
  const home = join(cache, `miniprogram-ci-${version}-${digest}`)
  if (existsSync(join(home, 'node_modules/miniprogram-ci/package.json'))) return home
  tell(`Fetching miniprogram-ci ${version} to ${cache} (276 MB, once; a minute or two) ...`)
  mkdirSync(cache, { recursive: true })
  const coming = mkdtempSync(join(cache, 'coming-'))
  try {
    for (const file of ['package.json', 'package-lock.json']) {
      copyFileSync(join(locked, file), join(coming, file))
    }
    const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
    const soon = ['--fetch-retries=1', '--fetch-retry-mintimeout=2000'] // npm's own: over a minute
    await promisify(execFile)(...npmCommand(['ci', ...quiet, ...soon]), {
      cwd: coming,
    })
    renameSync(coming, home)
    return home
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string }
    throw new FetchError(
      'miniprogram-ci could not be fetched; it needs the network the first time.\n' +
        `npm says: ${reasonOf(stderr) ?? message}\n` +
        'Templates and styles can be checked without it: npm run check:wechat -- --markup-only',
    )
  } finally {
    rmSync(coming, { recursive: true, force: true })
  }
}

/** Of npm's many lines the one that says what went wrong. */
function reasonOf(stderr: string): string | undefined {
  const lines = stderr.split('\n').map((line) => line.replace(/^npm (?:error|ERR!) ?/, '').trim())
  return (
    lines.find((line) => line.includes('reason: ')) ?? lines.find((line) => /^\w.* /.test(line))
  )
}

/**
 * Compiles a project as an upload would, without an account and without uploading anything.
 *
 * @param home where `miniprogram-ci` is
 * @param project the folder with `project.config.json`
 */
export async function compileWithCi(home: string, project: string): Promise<CiResult> {
  const scratch = mkdtempSync(join(tmpdir(), 'miniprogram-ci-'))
  try {
    const said = await outputOf([runner, home, project, scratch], scratch)
    const last = said.trimEnd().split('\n').at(-1) ?? ''
    const result = JSON.parse(
      last.startsWith('{') ? last : '{"error":"it ended without a word"}',
    ) as { sizes: Record<string, number> } | { error: string }
    if ('error' in result) return { finding: toFinding(result.error, project) }
    const sizes = Object.entries(result.sizes).map(([file, size]) => [
      file.replace(/^\.\//, ''),
      size,
    ])
    return { sizes: Object.fromEntries(sizes) as Record<string, number> }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function outputOf(args: string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    // Its stderr is about its workers.
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.on('error', reject).on('close', () => resolve(said))
  })
}

/** `file: a.ts\n /root/a.ts: what (3:4)\n <the lines around it>`, or `a.json: what`. */
export function toFinding(error: string, project: string): Finding {
  const text = error.replaceAll(`${project}/`, '')
  const [, file = ''] = /^(?:file: )?(\S+\.\w+)(?=[\n:])/.exec(text) ?? []
  const at = /\((\d+):(\d+)\)/.exec(text) ?? /^\s*>?\s*(\d+) \|.*$/m.exec(text)
  const message = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^>?\s*(?:\d+\s*)?\|/.test(line) && !/^\d+ \|/.test(line))
    .join(' ')
    .replace(/^file: \S+ /, '')
    .replace(/^(?:\S+\.\w+:? )+/, '')
    .replace(/ \(\d+:\d+\)$/, '')
  return {
    compiler: 'miniprogram-ci',
    file,
    line: at ? Number(at[1]) : undefined,
    column: at?.[2] ? Number(at[2]) : undefined,
    message,
  }
}
