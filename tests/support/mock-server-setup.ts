import { resetNetwork, stopNetwork, watchNetwork } from '../../simulator/jest/network.ts'
import { failOnProblems, forgetProblems } from '../../simulator/jest/problems.ts'

/**
 * For tests that ask the mock server and see no phone: on Node alone, without jsdom and components.
 * As in tests of pages, every test begins with an empty server, and nothing leaves the machine.
 */
// With a coverage report jest loads it module by module.
miniprogramHost.loadFakeWechat ??= () => require('../../mock-server/in-memory.ts') as unknown
jest.setTimeout(15_000) // a busy machine takes seconds to load the server
watchNetwork()

beforeEach(async () => {
  forgetProblems()
  await resetNetwork()
})

afterEach(failOnProblems)

afterAll(stopNetwork)
