// Measures the mock server beside its peers, in one run: node bench/server/run.mjs [--quick]
// Each server is a process of its own; the load comes from another. Rounds are interleaved, so that
// a noisy moment hits all; the table shows medians, and ratios to bare node:http.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../..')
const quick = process.argv.includes('--quick')
const only = process.argv.find((word) => word.startsWith('--only='))?.slice(7)
const [rounds, seconds, connections] = quick ? [2, 2, 10] : [3, 5, 10]
const folder = mkdtempSync(join(tmpdir(), 'weapp-bench-'))

const script = (file) => [process.execPath, [join(here, 'servers', file)]]
const JSON_TYPE = { 'content-type': 'application/json' }
const DEVTOOLS_CODE = JSON.stringify({ code: 'the code is a mock one' })

const servers = [
  { name: 'bare node:http', command: script('bare.mjs') },
  {
    name: 'weapp-login-kit (file)',
    command: [
      process.execPath,
      ['--import', 'tsx', 'mock-server/cli.ts', '--data', join(folder, 'mock.sqlite')],
    ],
    own: true,
  },
  {
    name: 'weapp-login-kit (memory)',
    command: [process.execPath, ['--import', 'tsx', 'mock-server/cli.ts', '--memory']],
    own: true,
  },
  { name: 'json-server 0.17.4', command: script('json-server.cjs') },
  { name: 'msw + http-middleware', command: script('msw.mjs') },
  { name: 'mockoon CLI 9.9.0', mockoon: true },
].filter(({ name, own }) => !only || name.startsWith('bare') || (only === 'own' && own))

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })

async function start(server) {
  const port = await freePort()
  const [program, args] = server.mockoon
    ? [
        process.execPath,
        [
          join(here, 'node_modules/@mockoon/cli/bin/run.js'),
          'start',
          '--data',
          join(here, 'servers/mockoon.json'),
          '--port',
          String(port),
          '--disable-log-to-file',
          '--disable-admin-api',
        ],
      ]
    : server.command
  const began = performance.now()
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, PORT: String(port), MOCK_PORT: String(port), NODE_ENV: 'production' },
    stdio: 'ignore',
  })
  const origin = `http://127.0.0.1:${port}`
  while (
    !(await fetch(origin).then(
      () => true,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error(`${server.name} ended at once`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return { child, origin, startMs: performance.now() - began }
}

const rssMb = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024

// Processor time of all threads: the figure that other work on the machine disturbs least.
const cpuSeconds = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

async function load(pid, url, options) {
  const before = cpuSeconds(pid)
  const result = await autocannon({ url, connections, duration: seconds, ...options })
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`)
  }
  const cpuUs = ((cpuSeconds(pid) - before) * 1e6) / result.requests.total
  return { rate: result.requests.average, p99: result.latency.p99, cpuUs }
}

async function measure(server) {
  const { child, origin, startMs } = await start(server)
  try {
    const base = server.own ? `${origin}/api` : origin
    const login = { method: 'POST', headers: JSON_TYPE, body: DEVTOOLS_CODE }
    let headers = {}
    if (server.own) {
      const answer = await fetch(`${base}/login`, login)
      headers = { authorization: `Bearer ${(await answer.json()).token}` }
    }
    await load(child.pid, `${base}/session`, { headers, duration: 2 }) // warm
    const read = await load(child.pid, `${base}/session`, { headers })
    await load(child.pid, `${base}/login`, { ...login, duration: 2 })
    const signIn = await load(child.pid, `${base}/login`, login)
    return { startMs, read, signIn, rss: rssMb(child.pid) }
  } finally {
    child.kill('SIGKILL')
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

const results = new Map(servers.map(({ name }) => [name, []]))
for (let round = 0; round < rounds; round++) {
  for (const server of servers) {
    const result = await measure(server)
    results.get(server.name).push(result)
    process.stderr.write(
      `round ${round + 1} ${server.name}: read ${Math.round(result.read.rate)}/s, login ${Math.round(result.signIn.rate)}/s\n`,
    )
  }
}
rmSync(folder, { recursive: true })

const of = (name, pick) => median(results.get(name).map(pick))
const bare = servers[0].name
console.log(
  `\nNode ${process.version}, ${rounds} rounds of ${seconds} s, ${connections} connections; medians.\n`,
)
console.log(
  '| server | read /s | ratio | p99 ms | CPU us | login /s | ratio | p99 ms | CPU us | memory MB | start ms |',
)
console.log('|---|---|---|---|---|---|---|---|---|---|---|')
for (const { name } of servers) {
  const [read, signIn] = [of(name, (r) => r.read.rate), of(name, (r) => r.signIn.rate)]
  const cells = [
    name,
    Math.round(read),
    (read / of(bare, (r) => r.read.rate)).toFixed(2),
    of(name, (r) => r.read.p99),
    of(name, (r) => r.read.cpuUs).toFixed(0),
    Math.round(signIn),
    (signIn / of(bare, (r) => r.signIn.rate)).toFixed(2),
    of(name, (r) => r.signIn.p99),
    of(name, (r) => r.signIn.cpuUs).toFixed(0),
    Math.round(of(name, (r) => r.rss)),
    Math.round(of(name, (r) => r.startMs)),
  ]
  console.log(`| ${cells.join(' | ')} |`)
}
