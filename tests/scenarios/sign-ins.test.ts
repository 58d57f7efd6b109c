/**
 * @jest-environment-options {"miniprogram": "tests/scenarios/sign-ins"}
 */
import { jestDriver } from '../../simulator/scenario/in-jest.ts'
import { runScenario } from '../../simulator/scenario/run.ts'
import { ORIGIN } from '../support/server.ts'
import { scenarios } from './sign-ins.ts'

// Played in a browser too, by tests/e2e/scenarios.e2e.ts.
test.each(scenarios)('$title', (scenario) => runScenario(scenario, jestDriver(ORIGIN)))
