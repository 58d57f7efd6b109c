import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

type Check = [program: string, ...args: string[]]

/** One of the backends in `backends/`, and how it is started. */
export interface BackendKind {
  name: string
  /** Why it can't run on this machine; undefined where it can. */
  missing(): string | undefined
  /** Builds it into a folder, where it needs that. */
  build?(folder: string): void
  command(port: string, folder: string): [program: string, ...args: string[]]
  /** The checks of those who write this language: formatter, linter, its own tests. */
  checks: readonly Check[]
  env?: Record<string, string>
}

const works = (program: string, ...args: string[]) => spawnSync(program, args).status === 0

/** A check by a program that not every machine has; it is named where it is left out. */
function whereInstalled(program: string, ...args: string[]): Check[] {
  if (works(program, '--version')) return [[program, ...args]]
  console.warn(`${program} is not installed here: the check "${args.join(' ')}" was left out.`)
  return []
}

/** Of Java and PHP, too, by prettier's plugins. */
const prettier = (folder: string): Check => [
  process.execPath,
  'node_modules/prettier/bin/prettier.cjs',
  '--check',
  folder,
]

const filesIn = (folder: string, extension: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension))
    .map((name) => join(folder, name))

/** Debian's own Python has its packages; another one in the path may not. */
const python = ['python3', '/usr/bin/python3'].find((program) =>
  works(program, '-c', 'import cryptography, sqlite3, sys; sys.exit(sys.version_info < (3, 11))'),
)

const GSON = ['/usr/share/java/gson.jar', 'backends/java/lib/gson.jar'].find((jar) =>
  existsSync(jar),
)

const COMPILE =
  'import ast, pathlib, sys; [ast.parse(p.read_text()) for p in pathlib.Path(sys.argv[1]).glob("*.py")]'

const JAVA_SOURCES = 'backends/java/src/main/java/weapp'

const PHP_EXTENSIONS = `exit(array_diff(['curl', 'openssl', 'pdo_sqlite', 'mbstring'], get_loaded_extensions()) ? 1 : 0);`

/** The backends in other languages. */
export const backendKinds: readonly BackendKind[] = [
  {
    name: 'Python',
    missing: () => (python ? undefined : 'Python 3.11 with cryptography (python3-cryptography)'),
    command: () => [python ?? 'python3', 'backends/python/backend.py'],
    checks: [
      [python ?? 'python3', '-W', 'error', '-c', COMPILE, 'backends/python'],
      ...whereInstalled('black', '--check', 'backends/python'),
      ...whereInstalled('flake8', '--config', 'backends/python/.flake8', 'backends/python'),
    ],
    env: { PYTHONDONTWRITEBYTECODE: '1' },
  },
  {
    name: 'PHP',
    missing: () =>
      works('php', '-r', PHP_EXTENSIONS)
        ? undefined
        : 'PHP with curl and SQLite (php-cli php-curl php-sqlite3 php-mbstring)',
    command: (port) => [
      'php',
      '-S',
      `127.0.0.1:${port}`,
      '-t',
      'backends/php/public',
      'backends/php/public/index.php',
    ],
    checks: [
      ...filesIn('backends/php', '.php').map((file): Check => ['php', '-l', file]),
      ...whereInstalled('phpcs', '--standard=backends/php/phpcs.xml', 'backends/php'),
      prettier('backends/php'),
    ],
    env: { PHP_CLI_SERVER_WORKERS: '4' },
  },
  {
    name: 'Go',
    missing: () => (works('go', 'version') ? undefined : 'Go (golang-go)'),
    build: (folder) =>
      demand('go', ['build', '-o', join(folder, 'go-backend'), '.'], 'backends/go'),
    command: (_, folder) => [join(folder, 'go-backend')],
    checks: [
      ['sh', '-c', 'test -z "$(gofmt -l backends/go)"'],
      ['sh', '-c', 'cd backends/go && go vet ./... && go test ./...'],
    ],
  },
  {
    name: 'Java',
    missing: () =>
      works('javac', '--version') && GSON
        ? undefined
        : 'a JDK of 17 or later and Gson (default-jdk-headless libgoogle-gson-java)',
    build(folder) {
      const sources = readdirSync(JAVA_SOURCES).map((name) => join(JAVA_SOURCES, name))
      demand('javac', [
        '-Xlint:all,-serial',
        '-Werror',
        '-d',
        join(folder, 'java'),
        '-cp',
        GSON ?? '',
        ...sources,
      ])
    },
    // javac, with every warning an error, checks it where it is built.
    checks: [prettier('backends/java')],
    command: (_, folder) => ['java', '-cp', `${GSON ?? ''}:${join(folder, 'java')}`, 'weapp.Main'],
  },
  {
    name: 'Node',
    missing: () =>
      existsSync('backends/node/node_modules/hono')
        ? undefined
        : 'its packages (npm ci --prefix backends/node)',
    command: () => ['node', '--import', 'tsx', 'backends/node/src/main.ts'],
    checks: [
      ['node', 'backends/node/node_modules/typescript/bin/tsc', '-p', 'backends/node'],
      prettier('backends/node/src'),
    ],
  },
]

/** A backend that runs. */
export interface RunningBackend {
  origin: string
  process: ChildProcess
  /** Everything it printed. */
  output(): string
}

/** Backends started by one test file, each with data of its own. */
export class Backends {
  readonly folder = mkdtempSync(join(tmpdir(), 'weapp-backends-'))
  readonly #started = new Set<ChildProcess>()

  /** @param env what it is told besides: where WeChat is, above all */
  async start(kind: BackendKind, env: Record<string, string>): Promise<RunningBackend> {
    const port = await freePort()
    const data = join(this.folder, `${kind.name}-${port}`)
    mkdirSync(data)
    const [program, ...args] = kind.command(port, this.folder)
    const child = spawn(program, args, {
      env: {
        ...process.env,
        PORT: port,
        ADDRESS: `127.0.0.1:${port}`,
        DATA: join(data, 'data'),
        ...kind.env,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // a group of its own: PHP's workers outlive their parent otherwise
    })
    this.#started.add(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (output += String(chunk)))
    }
    const origin = `http://127.0.0.1:${port}`
    const isUp = () =>
      fetch(`${origin}/api/health`).then(
        ({ ok }) => ok,
        () => false,
      )
    while (!(await isUp())) {
      if (child.exitCode !== null) throw new Error(`${kind.name} ended early:\n${output}`)
      await wait(50)
    }
    return { origin, process: child, output: () => output }
  }

  /** Ends all of them, and waits until they have let go of their data. */
  async stopAll() {
    const running = [...this.#started].filter(
      ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
    )
    const ended = running.map((child) => once(child, 'exit'))
    for (const { pid } of running) if (pid) process.kill(-pid, 'SIGKILL')
    await Promise.all(ended)
    this.#started.clear()
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** A port that is free now. */
export async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return String(port)
}

function demand(program: string, args: string[], cwd = '.') {
  const { status, stderr, stdout } = spawnSync(program, args, { encoding: 'utf8', cwd })
  if (status !== 0) throw new Error(`${program} failed:\n${stdout}${stderr}`)
}
