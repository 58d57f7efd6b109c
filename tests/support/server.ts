import { setupServer } from 'msw/node'
import { createHandlers } from '../../mock-server/handlers.ts'

/** The mock server, answering whatever leaves the simulated phone or the backend. */
export const server = setupServer(...createHandlers())

export { DEFAULT_ORIGIN as ORIGIN } from '../../mock-server/handlers.ts'
