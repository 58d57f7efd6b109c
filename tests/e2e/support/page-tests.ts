import FakeTimers, { type Clock } from '@sinonjs/fake-timers'
import {
  chai,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  type ExpectStatic,
} from '@vitest/expect'
import { fn, restoreAllMocks, spyOn } from '@vitest/spy'
import { eachOf } from './page-each.ts'

// Runs in a page: as much of jest's globals as the contracts of wx use, so that a browser runs the
// very files that jest runs.

type Body = () => unknown

interface Group {
  titles: string[]
  before: Body[]
  after: Body[]
}

interface PageTest {
  title: string
  body: Body
  before: Body[]
  after: Body[]
}

/** The result of one test. */
export interface PageResult {
  title: string
  /** The reason, where it failed. */
  failure?: string
}

const PATIENCE_MS = 10_000

const tests: PageTest[] = []
let group: Group = { titles: [], before: [], after: [] }
let clock: Clock | undefined

function describe(title: string, body: Body) {
  const outer = group
  group = {
    titles: [...outer.titles, title],
    before: [...outer.before],
    after: [...outer.after],
  }
  body()
  group = outer
}

function test(title: string, body: Body) {
  const { titles, before, after } = group
  tests.push({ title: [...titles, title].join(' '), body, before: [...before], after: [...after] })
}

function useRealTimers() {
  clock?.uninstall()
  clock = undefined
}

const jest = {
  fn,
  spyOn,
  restoreAllMocks,
  useRealTimers,
  useFakeTimers({ doNotFake }: { doNotFake: ('setImmediate' | 'queueMicrotask' | 'nextTick')[] }) {
    clock = FakeTimers.install({ toNotFake: doNotFake })
  },
  advanceTimersByTime: (ms: number) => clock?.tick(ms),
  advanceTimersByTimeAsync: (ms: number) => clock?.tickAsync(ms),
}

const { port1, port2 } = new MessageChannel()
const due: Body[] = []
port1.addEventListener('message', () => void due.shift()?.())
port1.start()

/** Node's: after everything that is due, without a timer's wait. */
const setImmediate = (body: Body) => {
  due.push(body)
  port2.postMessage(undefined)
}

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin)
const expect = ((value: unknown) => chai.expect(value)) as unknown as ExpectStatic
Object.assign(expect, chai.expect)

Object.assign(globalThis, {
  describe: Object.assign(describe, { each: eachOf(describe) }),
  test: Object.assign(test, { each: eachOf(test) }),
  beforeEach: (body: Body) => void group.before.push(body),
  afterEach: (body: Body) => void group.after.push(body),
  expect,
  jest,
  setImmediate,
})

/** Keeps the hooks of one test file to itself. */
export function asFile(file: string, load: Body) {
  describe(file, load)
}

/** Runs all tests, one after the other. */
export async function runTests(): Promise<PageResult[]> {
  const results: PageResult[] = []
  for (const one of tests) results.push(await run(one))
  return results
}

async function run({ title, body, before, after }: PageTest): Promise<PageResult> {
  try {
    await inTime([...before, body])
    return { title }
  } catch (error) {
    return {
      title,
      failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  } finally {
    for (const hook of after) await hook()
  }
}

const { setTimeout: realTimeout } = globalThis

async function inTime(bodies: Body[]) {
  const late = new Promise<never>((_, reject) => {
    realTimeout(() => reject(new Error(`not done in ${PATIENCE_MS} ms`)), PATIENCE_MS)
  })
  const done = async () => {
    for (const body of bodies) await body()
  }
  await Promise.race([done(), late])
}
