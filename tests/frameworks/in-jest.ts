import { join } from 'node:path'
import { jestDriver } from '../../simulator/scenario/in-jest.ts'
import { runScenario } from '../../simulator/scenario/run.ts'
import { ORIGIN } from '../support/server.ts'
import { stories } from './stories/stories.ts'
import { WORKSHOP } from './support/stacks.ts'

for (const [name, scenarios] of Object.entries(stories)) {
  const miniprogram = join(WORKSHOP, name)
  test.each(scenarios)(`${name} $title`, (scenario) =>
    runScenario(scenario, jestDriver(ORIGIN, { miniprogram })),
  )
}
