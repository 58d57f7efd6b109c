import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from './backends.ts'

const DEBIAN = '/usr/lib/postgresql'

/** The folder of PostgreSQL's programs, or undefined where it is not installed. */
export function postgresPrograms(): string | undefined {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN).toSorted((a, b) => Number(b) - Number(a))
    : []
  return versions
    .map((version) => join(DEBIAN, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')))
}

/** A PostgreSQL server for tests. */
export interface Postgres {
  url: string
  stop(): Promise<void>
}

/** A PostgreSQL of the test's own, on a free port, in a temporary folder. */
export async function startPostgres(bin: string): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'weapp-postgres-'))
  const data = join(folder, 'data')
  const port = await freePort()
  const who = ownerOf(folder)
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'weapp', '-A', 'trust', '--no-sync'], {
    ...who,
    stdio: 'ignore',
  })
  const server: ChildProcess = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', port, '-k', folder, '-c', 'listen_addresses=127.0.0.1'],
    { ...who, stdio: 'ignore' },
  )
  const isReady = () => {
    try {
      execFileSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', port])
      return true
    } catch {
      return false
    }
  }
  while (!isReady()) {
    if (server.exitCode !== null) throw new Error('PostgreSQL ended early')
    await wait(50)
  }
  return {
    url: `postgres://weapp@127.0.0.1:${port}/postgres`,
    async stop() {
      server.kill('SIGINT') // "fast shutdown"
      await once(server, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
function ownerOf(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  const [uid, gid] = [idOf('-u'), idOf('-g')]
  chownSync(folder, uid, gid)
  return { uid, gid }
}
