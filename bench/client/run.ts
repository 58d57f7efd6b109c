import { setImmediate } from 'node:timers'
import { barePromise, bareWithoutStorage } from './bare-clients.ts'
import type { Client } from './client.ts'
import { clients } from './clients.ts'
import { createWorld, DEAD_TOKEN, enter, type World, type WorldOptions } from './world.ts'

/**
 * Run by `npm run bench:client`, which installs the peers first. `--quick` leaves out the probe that
 * waits for twelve seconds.
 *
 * The same probes and the same work for every client, in one process. A probe's answer is what
 * happened, not a judgement; `ok` marks what was hoped for.
 */
interface Outcome {
  ok: boolean
  text: string
}

const random = (from: number, to: number) => from + Math.random() * (to - from)
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

function open(make: () => Client, options?: WorldOptions): { client: Client; world: World } {
  enter(createWorld())
  const { refusesByBody } = make()
  const world = createWorld({ ...options, refusesByBody })
  enter(world)
  return { client: make(), world }
}

/** The state of `calls` after `patience` ms. */
async function standing(calls: Promise<unknown>[], patience: number) {
  const counts = { answered: 0, rejected: 0, pending: calls.length }
  const settled = calls.map((call) =>
    call.then(
      () => (counts.answered++, counts.pending--),
      () => (counts.rejected++, counts.pending--),
    ),
  )
  await Promise.race([Promise.all(settled), wait(patience)])
  return { ...counts }
}

const fifty = (client: Client) =>
  Array.from({ length: 50 }, (_, index) => client.get(`/api/thing/${index}`))

const probes: Record<string, (make: () => Client) => Promise<Outcome>> = {
  async '50 expired calls'(make) {
    const { client, world } = open(make, { latency: () => random(2, 60) })
    const { answered, rejected, pending } = await standing(fifty(client), 3000)
    const ok = world.logins === 1 && answered === 50
    return {
      ok,
      text: `${world.logins} logins, ${answered} ok, ${rejected} failed, ${pending} hang`,
    }
  },

  async 'late 401'(make) {
    const { client, world } = open(make, { latency: (path) => (path.endsWith('late') ? 200 : 4) })
    const calls = [client.get('/api/thing/late'), client.get('/api/thing/prompt')]
    const { answered } = await standing(calls, 3000)
    return {
      ok: world.logins === 1 && answered === 2,
      text: `${world.logins} logins, ${answered} ok`,
    }
  },

  async 'renewal fails'(make) {
    const { client } = open(make, { latency: () => random(2, 60), failsLogin: true })
    const { rejected, pending } = await standing(fifty(client), 3000)
    return { ok: rejected === 50, text: `${rejected} rejected, ${pending} hang` }
  },

  async 'sign-out during renewal'(make) {
    const { client, world } = open(make, { latency: () => 40 })
    if (!client.signOut) return { ok: false, text: 'has no sign-out' }
    const call = standing([client.get('/api/thing/one')], 1000)
    await wait(60)
    client.signOut()
    const at = performance.now()
    const { rejected } = await call
    await wait(200)
    const late = world.writes.filter((write) => write.at > at && write.token !== DEAD_TOKEN).length
    return { ok: late === 0 && rejected === 1, text: `${late} tokens written after` }
  },

  async 'live token while renewal fails'(make) {
    const { client } = open(make, { isLive: true, failsLogin: true })
    client.launch?.()
    await wait(30)
    const { answered, rejected, pending } = await standing(fifty(client), 1000)
    return { ok: answered === 50, text: `${answered} ok, ${rejected} failed, ${pending} hang` }
  },

  async 'other user at renewal'(make) {
    const { client } = open(make, { isOther: true })
    const outcome = await client.get('/api/thing/one').then(
      (body) => `answered as ${(body as { who?: string }).who}`,
      () => 'rejected',
    )
    return { ok: outcome === 'rejected', text: outcome }
  },

  async 'chunked answers'(make) {
    const { client } = open(make, { pieces: ['data: a\n\n', 'data: b\n\n'] })
    if (!client.stream) return { ok: false, text: 'has none' }
    const pieces: string[] = []
    const call = client.stream('/api/thing/chat', (text) => pieces.push(text))
    const { answered } = await standing([call], 1000)
    const ok = answered === 1 && pieces.length === 2
    return { ok, text: ok ? 'renewed, piece by piece' : `${pieces.length} pieces` }
  },

  async 'upload renews'(make) {
    const { client } = open(make)
    if (!client.upload) return { ok: false, text: 'no renewal of uploads' }
    const { answered } = await standing([client.upload('/api/thing/picture')], 1000)
    return { ok: answered === 1, text: answered === 1 ? 'renewed' : 'failed' }
  },

  async 'wx.login is mute (12 s)'(make) {
    if (process.argv.includes('--quick')) return { ok: false, text: 'not tried' }
    const { client } = open(make, { isMute: true })
    const { rejected, pending } = await standing([client.get('/api/thing/one')], 12_000)
    return { ok: rejected === 1, text: pending ? 'hangs' : 'rejected' }
  },
}

type Answering = 'microtask' | 'macrotask'

/** A client signed in, whose `wx.request` answers at once; gives the microseconds a call takes. */
async function prepare(make: () => Client, answersIn: Answering) {
  const { client, world } = open(make)
  world.liveTokens.add(DEAD_TOKEN)
  await client.get('/api/thing/warm-up')
  const reply = { statusCode: 200, data: { ok: true }, header: {}, errMsg: 'request:ok' }
  const task = { abort() {}, onHeadersReceived() {}, offHeadersReceived() {} }
  const later = answersIn === 'microtask' ? queueMicrotask : setImmediate
  Object.assign(world.wx, {
    request(options: { success?: (r: object) => void; complete?: (r: object) => void }) {
      // Data crosses to WeChat's native side as text.
      const text = answersIn === 'macrotask' ? JSON.stringify(options) : ''
      later(() => {
        const result = text ? (JSON.parse(JSON.stringify(reply)) as object) : reply
        options.success?.(result)
        options.complete?.(result)
      })
      return task
    },
  })
  return async (calls: number) => {
    enter(world)
    const begun = performance.now()
    let answer: unknown
    for (let call = 0; call < calls; call++) answer = await client.get('/api/thing/one')
    const took = ((performance.now() - begun) * 1000) / calls
    if (!(answer as { ok?: boolean }).ok) throw new Error(`${client.name} was not answered`)
    return took
  }
}

/** Each round lets all take their turn, since the machine is noisy; medians of the rounds. */
async function measureCalls(answersIn: Answering) {
  const runs: ((calls: number) => Promise<number>)[] = []
  for (const make of [() => barePromise(), bareWithoutStorage, ...clients])
    runs.push(await prepare(make, answersIn))
  for (const run of runs) await run(2000) // warm
  const rounds: { microseconds: number; ratio: number }[][] = runs.map(() => [])
  for (let round = 0; round < 15; round++) {
    const took: number[] = []
    for (const run of runs) took.push(await run(1000))
    took.forEach((microseconds, index) =>
      rounds[index]?.push({ microseconds, ratio: microseconds / (took[0] as number) }),
    )
  }
  return rounds.map((round) => ({
    microseconds: median(round.map(({ microseconds }) => microseconds)),
    ratio: median(round.map(({ ratio }) => ratio)),
  }))
}

const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number

async function main() {
  const names = Object.keys(probes)
  const rows: string[][] = []
  for (const make of clients) {
    const { client } = open(make)
    const outcomes: Outcome[] = []
    for (const name of names) {
      outcomes.push(await (probes[name] as (typeof probes)[string])(make))
    }
    const passed = outcomes.filter(({ ok }) => ok).length
    const cells = outcomes.map(({ ok, text }) => `${ok ? 'yes' : '**no**'}: ${text}`)
    rows.push([client.name, client.renewal, `${passed}/${names.length}`, ...cells])
  }
  print(['client', 'renewal', 'passed', ...names], rows)

  const micro = await measureCalls('microtask')
  const macro = await measureCalls('macrotask')
  const labels = [
    'bare promise',
    'bare promise, token at hand',
    ...rows.map(([name]) => name as string),
  ]
  const overhead = labels.map((name, index) => [
    name,
    ...[macro[index], micro[index]].map(
      (row) => `${row?.microseconds.toFixed(1)} µs, ${row?.ratio.toFixed(2)}×`,
    ),
  ])
  console.log('\nTime a call, against a bare promise around the same wx.request:\n')
  print(['client', 'answer in a macrotask, as text', 'answer in a microtask'], overhead)
  process.exit()
}

function print(head: string[], rows: string[][]) {
  const line = (cells: string[]) => console.log(`| ${cells.join(' | ')} |`)
  line(head)
  line(head.map(() => '---'))
  rows.forEach(line)
}

await main()
