import { toJson, toJunit, toText } from '../../mock-server/contract/report.ts'
import { checks, runChecks } from '../../mock-server/contract/run-checks.ts'
import { brokenBackends, worldWith, type Breakage } from './broken-backends.ts'

const ENGLISH = process.env.LC_ALL
afterEach(() => {
  process.env.LC_ALL = ENGLISH
})

const causes = async (...breakages: Breakage[]) =>
  (await runChecks(worldWith(...breakages))).findings.map(({ cause }) => cause)

test('the mock backend passes its own contract', async () => {
  const { results, findings } = await runChecks(worldWith())
  expect(findings).toEqual([])
  expect(results.every(({ outcome }) => outcome === 'passed')).toBe(true)
  expect(results).toHaveLength(checks.length + 1)
  expect(checks.length).toBeGreaterThan(20)
})

test('sixteen faults are planted in four backends', () => {
  const planted = Object.values(brokenBackends).map((faults) => Object.keys(faults).length)
  expect(planted).toEqual([4, 4, 4, 4])
})

test.each(Object.entries(brokenBackends))(
  'a backend that %s: each fault is named, once, in the language of the terminal',
  async (_, faults) => {
    process.env.LC_ALL = 'zh_CN.UTF-8'
    const report = await runChecks(worldWith(...Object.values(faults)))
    const found = report.findings.map(({ cause }) => cause)
    expect(found.toSorted()).toEqual(Object.keys(faults).toSorted())
    const said = report.findings.flatMap(({ says, help = says }) => [says, help])
    const lines = [...said, ...toText({ ...report, findings: [] }).split('\n')]
    expect(lines.filter((line) => line !== '' && !/\p{Script=Han}/u.test(line))).toEqual([])
    expect(toJson(report)).toContain('"name": "a code works once, also when')
  },
)

test('errors with HTTP 200 are told once, also where answers are not wrapped', async () => {
  const { 'errors-with-200': breakage = {} } = brokenBackends['wraps its answers, as many do'] ?? {}
  expect(await causes(breakage)).toEqual(['errors-with-200'])
})

const answering = (answer: (path: string) => Response | undefined): Breakage => ({
  phone: async (request, send) => answer(new URL(request.url).pathname) ?? send(request),
})

test('what makes a sign-in impossible is one finding, and nothing else is run', async () => {
  const nowhere = answering((path) =>
    path.startsWith('/api/') ? new Response('Cannot POST /api/login', { status: 404 }) : undefined,
  )
  const elsewhere: Breakage = { wechat: async () => Response.json({ errcode: 40029, errmsg: 'x' }) }
  const wrongApp: Breakage = {
    wechat: (url, init, send) => send(url.replace(/secret=\w+/, 'secret=0'), init),
  }
  for (const [breakage, cause, help] of [
    [nowhere, 'no-login-route', 'Give --backend the address before /api/login'],
    [elsewhere, 'other-wechat', "as WeChat's address"],
    [wrongApp, 'no-sign-in', 'appid and secret'],
  ] as const) {
    const { findings, results } = await runChecks(worldWith(breakage))
    expect(findings).toMatchObject([{ cause, help: expect.stringContaining(help) as string }])
    expect(results.filter(({ outcome }) => outcome === 'not run')).toHaveLength(checks.length)
  }
})

test('a token under another name, and errors of another form, are reported once and allowed for', async () => {
  const renamed: Breakage = {
    phone: async (request, send) => {
      const answer = await send(request)
      if (!answer.headers.get('content-type')?.includes('json')) return answer
      const text = await answer.text()
      const body =
        answer.status < 400
          ? text.replace('"token":', '"accessToken":')
          : JSON.stringify({ detail: text })
      return new Response(body, answer)
    },
  }
  expect(await causes(renamed)).toEqual(['token-name', 'other-errors'])
})

describe('a report', () => {
  const report = async () => {
    const { 'logout-ends-nothing': breakage = {} } = brokenBackends['forgets to end sessions'] ?? {}
    return runChecks(worldWith(breakage))
  }

  test('says what is wrong, where it showed, and nothing that is secret', async () => {
    const text = toText(await report())
    expect(text).toContain('FAILED   signing out ends this session')
    expect(text).toContain('a session that was signed out must be refused (401 session_expired)')
    expect(text).toContain('GET /api/session -> 200 {"user":{"')
    expect(text).toContain(`${checks.length} passed, 1 failed.`)
  })

  test('is JSON for programs', async () => {
    const json = JSON.parse(toJson(await report())) as object
    expect(json).toMatchObject({
      passed: checks.length,
      failed: 1,
      notRun: 0,
      findings: [
        { cause: 'logout-ends-nothing', checks: [expect.stringContaining('signing out')] },
      ],
    })
  })

  test('is JUnit for pipelines, whatever a backend answers', async () => {
    const xml = toJunit({
      results: [
        {
          name: 'a <b>',
          title: { zh: '甲', en: 'a <b>' },
          outcome: 'failed',
          findings: [{ cause: 'c', says: 'x & "y" \u0000\ud800', checks: [] }],
        },
        { name: 'd', title: { zh: '丁', en: 'd' }, outcome: 'not run', findings: [] },
      ],
      findings: [],
    })
    expect(xml).toContain('tests="2" failures="1" skipped="1"')
    expect(xml).toContain('name="a &#60;b&#62;"><failure message="x &#38; &#34;y&#34; ??">')
    expect(xml).toContain('<skipped/>')
  })
})
