/** The mock server, answering whatever leaves the simulated phone or the backend. */
export { server } from '../../simulator/jest/network.ts'

export { DEFAULT_ORIGIN as ORIGIN } from '../../mock-server/routes.ts'
