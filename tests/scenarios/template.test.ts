import { launch } from '../../simulator/jest/index.ts'
import { jestDriver } from '../../simulator/scenario/in-jest.ts'
import { runScenario } from '../../simulator/scenario/run.ts'
import type { Scenario } from '../../simulator/scenario/scenario.ts'
import { codeBlock, runCode } from '../support/code-blocks.ts'
import { ORIGIN } from '../support/server.ts'
import { scenarios } from './template/scenarios.ts'

// Played in a browser too, by tests/e2e/scenarios.e2e.ts.
test.each(scenarios)('$title', (scenario) => runScenario(scenario, jestDriver(ORIGIN)))

test('the scenario of docs/en/scenarios.md', async () => {
  const code = codeBlock('docs/en/scenarios.md', 'import type')
    .replace(/^import type .*$/m, '')
    .replace('export const scenarios: Scenario[] =', 'return')
  const [scenario] = (await runCode(code, {})) as Scenario[]
  await runScenario(scenario as Scenario, jestDriver(ORIGIN))
})

test('the test of README.md', async () => {
  const tests: (() => Promise<void>)[] = []
  await runCode(codeBlock('README.md', 'stays signed out when the user refuses'), {
    test: (_name: string, body: () => Promise<void>) => tests.push(body),
    expect,
    launch,
  })
  expect(tests).toHaveLength(1)
  await tests[0]?.()
})
