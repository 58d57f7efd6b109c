import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { runChecks } from '../../mock-server/contract/run-checks.ts'
import { World } from '../../mock-server/contract/world.ts'
import { Backends, backendKinds, type RunningBackend } from './support/backends.ts'
import { postgresPrograms, startPostgres, type Postgres } from './support/postgres.ts'
import { killAll, originOf, runServer } from './support/process.ts'

const node = backendKinds.find(({ name }) => name === 'Node')!
const bin = postgresPrograms()
const missing = node.missing() ?? (bin ? undefined : 'PostgreSQL (postgresql)')
const describeWhereItRuns = missing ? describe.skip : describe

/** One address before several processes: one after the other, and the next where one is gone. */
class Balancer {
  processes: string[] = []
  #turn = 0
  /** Requests that a process has not answered yet. */
  readonly #open = new Map<string, number>()
  readonly #server: Server = createServer((incoming, outgoing) => {
    const origin = this.processes[this.#turn++ % this.processes.length] ?? ''
    const count = (by: number) => this.#open.set(origin, (this.#open.get(origin) ?? 0) + by)
    count(1)
    outgoing.once('close', () => count(-1))
    // A body that is refused before it came whole (413) is read to its end all the same: the next
    // request on this connection stands behind it.
    outgoing.once('finish', () => {
      incoming.unpipe()
      incoming.resume()
    })
    const { method, headers, url } = incoming
    const forwarded = request(`${origin}${url}`, { method, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    forwarded.on('error', () => outgoing.destroy()) // a process was killed: nothing was acknowledged
    incoming.pipe(forwarded)
  })

  async start() {
    // A connection that is closed while the next request is on its way would look like a lost answer.
    this.#server.keepAliveTimeout = 120_000
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Waits until a process that gets no more requests has answered those it has. */
  async drain(origin: string) {
    while ((this.#open.get(origin) ?? 0) > 0) await new Promise(setImmediate)
  }

  stop() {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}

describeWhereItRuns(
  `the backend in Node on PostgreSQL${missing ? `, left out: needs ${missing}` : ''}`,
  () => {
    const backends = new Backends()
    const balancer = new Balancer()
    let postgres: Postgres
    let world: World
    let env: Record<string, string>
    let first: RunningBackend
    let second: RunningBackend

    beforeAll(async () => {
      postgres = await startPostgres(bin ?? '')
      const wechat = await originOf(runServer(['--port', '0', '--memory']))
      const address = await balancer.start()
      env = {
        WECHAT: `${wechat}/api.weixin.qq.com`,
        DATABASE_URL: postgres.url,
        SESSION_KEY_SECRET: randomBytes(32).toString('hex'),
        PUBLIC_URL: address,
      }
      // Both at once: they agree on who makes the tables.
      ;[first, second] = await Promise.all([backends.start(node, env), backends.start(node, env)])
      balancer.processes = [first.origin, second.origin]
      world = new World(address, wechat)
    }, 120_000)

    afterAll(async () => {
      balancer.stop()
      await backends.stopAll()
      await postgres?.stop()
      killAll()
      backends.remove()
    })

    test('keeps the contract with two processes behind one address', async () => {
      expect((await runChecks(world)).findings).toEqual([])
    }, 60_000)

    test('2,000 sign-ins at once are 2,000 sessions, good on both processes', async () => {
      const tokens = await signIns(world, 2000)
      expect(tokens).toHaveLength(2000)
      const sample = tokens.filter((_, at) => at % 20 === 0)
      expect(await liveOn(first, sample)).toEqual(sample)
      expect(await liveOn(second, sample)).toEqual(sample)
    }, 120_000)

    test('keeps no session_key that can be read, and no token', async () => {
      const user = await world.person()
      const { token } = await world.signIn(user)
      const dump = dumpOf(postgres)
      const bytes = Array.from(dump.matchAll(/\\\\x([\da-f]+)/g), ([, hex]) =>
        Buffer.from(hex ?? '', 'hex').toString('latin1'),
      )
      expect(bytes.length).toBeGreaterThan(1)
      expect(dump).not.toContain(token)
      for (const text of [dump, ...bytes]) expect(text).not.toMatch(SESSION_KEY)
    })

    test('a process killed under load loses nothing that was acknowledged', async () => {
      const third = await backends.start(node, env)
      balancer.processes = [first.origin, third.origin]
      const killed = new Promise<void>((resolve) =>
        setTimeout(() => {
          balancer.processes = [first.origin]
          third.process.kill('SIGKILL')
          resolve()
        }, 300),
      )
      const tokens = await signIns(world, 400)
      await killed
      expect(tokens.length).toBeGreaterThan(100)
      expect(await liveOn(second, tokens)).toEqual(tokens)
    }, 60_000)

    test('a new version with another schema takes over while the former serves', async () => {
      const migrations = join(backends.folder, 'migrations')
      cpSync('backends/node/migrations', migrations, { recursive: true })
      const sql =
        'ALTER TABLE users ADD COLUMN seen_at timestamptz; CREATE INDEX ON users (seen_at);'
      writeFileSync(join(migrations, '900-seen-at.sql'), sql)
      balancer.processes = [first.origin, second.origin]
      const before = signIns(world, 300)
      const fresh = await backends.start(node, { ...env, MIGRATIONS: migrations })
      balancer.processes = [first.origin, fresh.origin]
      const after = signIns(world, 300)
      const ended = new Promise((resolve) => second.process.once('exit', resolve))
      await balancer.drain(second.origin) // as balancers do, since a connection may be on its way
      second.process.kill('SIGTERM')
      const tokens = (await Promise.all([before, after])).flat()
      expect(tokens).toHaveLength(600)
      expect(await ended).toBe(0)
      expect(await liveOn(fresh, tokens)).toEqual(tokens)
      expect(fresh.output()).toContain('900-seen-at.sql')
    }, 60_000)

    test('refuses to share a database without the key that all processes need', async () => {
      const { SESSION_KEY_SECRET: _, ...without } = env
      await expect(backends.start(node, without)).rejects.toThrow('SESSION_KEY_SECRET is missing')
    })
  },
)

/** Signs in so many persons, fifty at a time; the tokens of those that were answered. */
async function signIns(world: World, count: number): Promise<string[]> {
  const people = await Promise.all(Array.from({ length: 40 }, () => world.person()))
  const tokens: string[] = []
  let left = count
  const worker = async () => {
    while (left-- > 0) {
      const code = await world.code(people[left % people.length] ?? '')
      const answer = await world.ask('POST', '/api/login', { code }).catch(() => undefined)
      if (answer?.status === 200) tokens.push(String(answer.body.token))
    }
  }
  await Promise.all(Array.from({ length: 50 }, worker))
  return tokens
}

/** Those of the tokens that a process takes. */
async function liveOn(backend: RunningBackend, tokens: string[]): Promise<string[]> {
  const live: string[] = []
  for (const token of tokens) {
    const headers = { Authorization: `Bearer ${token}` }
    const { status } = await fetch(`${backend.origin}/api/session`, { headers })
    if (status === 200) live.push(token)
  }
  return live
}

/** Sixteen bytes in base64, as WeChat gives a session_key. */
const SESSION_KEY = /[\w+/]{22}==/

const dumpOf = ({ url }: Postgres) =>
  execFileSync(join(bin ?? '', 'pg_dump'), [url], { encoding: 'utf8', maxBuffer: 64 << 20 })
