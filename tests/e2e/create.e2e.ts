import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const MINUTES = 60_000
const run = promisify(execFile)
const place = mkdtempSync(join(tmpdir(), 'create-'))
const whole = join(place, 'whole')

afterAll(() => rmSync(place, { recursive: true, force: true }))

const npm = (cwd: string, ...args: string[]) => run('npm', args, { cwd, maxBuffer: 16 << 20 })
const create = (folder: string, ...options: string[]) =>
  npm('.', 'run', '--silent', 'create', '--', folder, ...options)

test(
  'a created project installs from its own lock file and passes its own checks',
  async () => {
    const { stdout } = await create(whole, '--name=茶馆', '--backend=https://api.example.com')
    expect(stdout).toContain('npm ci')
    await npm(whole, 'ci', '--no-audit', '--no-fund', '--prefer-offline')
    const { stderr } = await npm(whole, 'run', 'check')
    expect(stderr).toMatch(/Tests: +\d+ passed, \d+ total/)
    const listed = await npm(whole, 'ls', '--all') // fails where something is missing or too much
    expect(listed.stdout).toContain('hono@')
  },
  10 * MINUTES,
)

test(
  'so does one in plain JavaScript',
  async () => {
    const plain = join(place, 'plain')
    await create(plain, '--js', '--appid=wx0123456789abcdef')
    expect(existsSync(join(plain, 'miniprogram/app.ts'))).toBe(false)
    // What it needs is what the other one needs; installing it again would show nothing new.
    const lock = (folder: string) =>
      JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
        packages: Record<string, unknown>
      }
    expect(Object.keys(lock(plain).packages)).toEqual(Object.keys(lock(whole).packages))
    symlinkSync(join(whole, 'node_modules'), join(plain, 'node_modules'))
    const { stderr } = await npm(plain, 'run', 'check')
    expect(stderr).toMatch(/Tests: +\d+ passed, \d+ total/)
  },
  10 * MINUTES,
)
