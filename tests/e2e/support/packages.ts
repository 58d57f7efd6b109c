import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { launchBrowser } from '../../../simulator/automator/browser.ts'

/** Folders that know nothing of this repository, and the packages as they would be published. */

/** With a space and letters that are none of ASCII, as many folders are. */
export const place = mkdtempSync(join(tmpdir(), '装 packages '))
const started = new Set<ChildProcess>()

/** Builds and packs the packages. @returns how a project in `place` depends on each */
export async function pack(): Promise<Record<string, string>> {
  const built = await run('npm', ['run', '--silent', 'build'], process.cwd())
  const folders = built.split('\n').filter((line) => line.startsWith('/'))
  const packed = await run('npm', ['pack', '--json', '--pack-destination', place, ...folders])
  const found = Object.values(
    JSON.parse(packed) as Record<string, { name: string; filename: string }>,
  )
  return Object.fromEntries(found.map(({ name, filename }) => [name, `file:../${filename}`]))
}

/** Ends what was started and removes all that was installed. */
export function clean() {
  for (const child of started) child.kill('SIGKILL')
  rmSync(place, { recursive: true, maxRetries: 5 })
}

/** Runs a program to its end. @returns what it printed; throws when it fails */
export const run = async (program: string, args: string[], cwd = place) => {
  const { stdout, stderr } = await said(program, args, cwd)
  return stdout || stderr
}

async function said(program: string, args: string[], cwd: string) {
  const { INIT_CWD: _ofTheNpmThatRunsThis, ...env } = process.env
  const options = { cwd, env: { ...env, CI: 'true' }, maxBuffer: 1e8 }
  try {
    return await promisify(execFile)(program, args, options)
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    throw new Error(`${program} ${args.join(' ')}:\n${stdout}\n${stderr}`, { cause: error })
  }
}

/** Runs jest in a project. @returns how many tests passed; throws when one fails */
export async function jestIn(folder: string, node = process.execPath): Promise<number> {
  const args = ['node_modules/jest/bin/jest.js', '--json', '-w', '1']
  const output = await run(node, args, join(place, folder))
  return (JSON.parse(output.slice(output.indexOf('{'))) as { numPassedTests: number })
    .numPassedTests
}

/** Writes a file of a test project. */
export function write(folder: string, name: string, content: string | object) {
  mkdirSync(join(place, folder), { recursive: true })
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  writeFileSync(join(place, folder, name), text)
}

/** The JSON in a file of a test project. */
export const readJson = <T>(folder: string, name = 'package.json') =>
  JSON.parse(readFileSync(join(place, folder, name), 'utf8')) as T

const QUIET = ['--no-audit', '--no-fund', '--prefer-offline']

/** @returns all that npm said, warnings too */
export async function install(folder: string): Promise<string> {
  const { stdout, stderr } = await said('npm', ['install', ...QUIET], join(place, folder))
  return stdout + stderr
}

/** A program of npm's, such as another Node. @returns its path */
export async function fetchProgram(name: string, version: string, bin: string): Promise<string> {
  const folder = `program ${name} ${version}`
  const manifest = {
    private: true,
    dependencies: { [name]: version },
    allowScripts: { node: true },
  }
  write(folder, 'package.json', manifest)
  await install(folder)
  return join(place, folder, 'node_modules', bin)
}

/** Starts a command of a project on a free port. @returns where it answers */
export async function serve(folder: string, args: string[]): Promise<string> {
  const bin = join(place, folder, 'node_modules/.bin', args[0] ?? '')
  const child = spawn(bin, [...args.slice(1), '--port', '0', '--memory'], {
    cwd: join(place, folder),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.add(child)
  let output = ''
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += String(chunk)
      const origin = /running at (http:\S+)/.exec(output)?.[1]
      if (origin) resolve(origin)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', () => reject(new Error(output)))
  })
}

/** Starts the preview of a project and waits for words on its first page, as a person sees them. */
export async function see(folder: string, words: string) {
  const origin = await serve(folder, ['weapp-login-kit', 'start'])
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await page.goto(`${origin}/phone.html`)
    await page.getByText(words).first().waitFor()
  } finally {
    await browser.close()
  }
}
