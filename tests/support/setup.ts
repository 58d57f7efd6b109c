import { ORIGIN, server } from './server.ts'

beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' })
})

beforeEach(async () => {
  await fetch(`${ORIGIN}/__mock/reset`, { method: 'POST' })
})

afterEach(() => {
  server.resetHandlers()
})

afterAll(() => {
  server.close()
})
