import { randomBytes } from 'node:crypto'
import { Backends, backendKinds } from '../../tests/e2e/support/backends.ts'
import { postgresPrograms, startPostgres } from '../../tests/e2e/support/postgres.ts'
import { killAll, originOf, runServer } from '../../tests/e2e/support/process.ts'

// `npm run bench:backends`: sign-ins a second of each backend beside the mock's own, in turns.

const ROUNDS = 5
const SIGN_INS = 300
const AT_ONCE = 20

const backends = new Backends()
const postgres = await startPostgres(demand(postgresPrograms(), 'PostgreSQL'))
const wechat = await originOf(
  runServer(['--port', '0', '--data', `${backends.folder}/mock.sqlite`]),
)
const env = { WECHAT: `${wechat}/api.weixin.qq.com` }
const onPostgres = {
  DATABASE_URL: postgres.url,
  SESSION_KEY_SECRET: randomBytes(32).toString('hex'),
}

// A user has 100 code2Session calls a minute: enough persons to stay below that.
const PEOPLE = Array.from({ length: 300 }, (_, at) => `bench-${at}`)
for (const name of PEOPLE) await post(`${wechat}/__mock/users`, { name })

const subjects = new Map([['the mock', [wechat]]])
for (const kind of backendKinds.filter(({ missing }) => missing() === undefined)) {
  kind.build?.(backends.folder)
  if (kind.name !== 'Node') {
    subjects.set(kind.name, [(await backends.start(kind, env)).origin])
    continue
  }
  subjects.set('Node, embedded', [(await backends.start(kind, env)).origin])
  const one = await backends.start(kind, { ...env, ...onPostgres })
  const two = await backends.start(kind, { ...env, ...onPostgres })
  subjects.set('Node, PostgreSQL', [one.origin])
  subjects.set('Node, PostgreSQL, 2 processes', [one.origin, two.origin])
}

const ratios = new Map<string, number[]>()
for (let round = 0; round <= ROUNDS; round++) {
  let ofMock = 0
  for (const [name, origins] of subjects) {
    const perSecond = await measure(origins)
    if (name === 'the mock') ofMock = perSecond
    if (round > 0) ratios.set(name, [...(ratios.get(name) ?? []), perSecond / ofMock]) // 0: warm-up
    console.log(`round ${round}  ${name}: ${Math.round(perSecond)} sign-ins/s`)
  }
}
console.log('\n| backend | sign-ins a second, the mock = 1 |\n| --- | --- |')
for (const [name, all] of ratios) console.log(`| ${name} | ${median(all).toFixed(2)} |`)

await backends.stopAll()
await postgres.stop()
killAll()
backends.remove()

async function measure(origins: string[]): Promise<number> {
  const codes = await Promise.all(
    Array.from({ length: SIGN_INS }, (_, at) =>
      post(`${wechat}/__client/login`, { user: PEOPLE[at % PEOPLE.length] }),
    ),
  )
  const start = performance.now()
  let next = 0
  const worker = async () => {
    while (next < codes.length) {
      const at = next++
      await post(`${origins[at % origins.length]}/api/login`, { code: codes[at]?.code })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return SIGN_INS / ((performance.now() - start) / 1000)
}

async function post(url: string, body: object): Promise<{ code?: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${url} answers ${response.status}: ${text}`)
  return JSON.parse(text) as { code?: string }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function demand<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`This needs ${what}.`)
  return value
}
