import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const VERSION = '12.3.0'
const BUNDLE = 'package/dist/mermaid.min.js'

/**
 * Mermaid as one script for a browser, fetched from npm once and kept beside npm's own cache, as
 * `npm run check:wechat` keeps WeChat's compiler: see docs/decisions/054-documents.md.
 *
 * @returns its path
 */
export async function fetchMermaid(): Promise<string> {
  const cache = process.env.WEAPP_CACHE ?? join(homedir(), '.cache', 'weapp-login-kit')
  const home = join(cache, `mermaid-${VERSION}`)
  const script = join(home, 'mermaid.min.js')
  if (existsSync(script)) return script
  mkdirSync(cache, { recursive: true })
  const coming = mkdtempSync(join(cache, 'coming-'))
  const run = (command: string, args: string[]) =>
    promisify(execFile)(command, args, { cwd: coming, shell: process.platform === 'win32' })
  try {
    const soon = ['--fetch-retries=1', '--fetch-retry-mintimeout=2000'] // npm's own: over a minute
    await run('npm', ['pack', `mermaid@${VERSION}`, '--loglevel=error', ...soon])
    await run('tar', ['xzf', `mermaid-${VERSION}.tgz`, BUNDLE])
    mkdirSync(home, { recursive: true })
    renameSync(join(coming, BUNDLE), script)
    return script
  } catch (error) {
    const why = (error as { stderr?: string }).stderr?.trim() || (error as Error).message
    throw new Error(
      `Mermaid could not be fetched; the test of the diagrams needs the network the first time.\n${why}`,
      { cause: error },
    )
  } finally {
    rmSync(coming, { recursive: true, force: true })
  }
}
