import { jestDriver } from '../../simulator/scenario/in-jest.ts'
import { runScenario } from '../../simulator/scenario/run.ts'
import { ORIGIN } from '../support/server.ts'
import { scenarios } from './template.ts'

// Played in a browser too, by tests/e2e/scenarios.e2e.ts.
test.each(scenarios)('$title', (scenario) => runScenario(scenario, jestDriver(ORIGIN)))
