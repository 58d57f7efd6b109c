import { tryOut } from '../../simulator/cli/try.ts'
import { startServer } from '../../mock-server/index.ts'
import { readOptions, type CliOptions } from '../../mock-server/options.ts'

let printed: string
beforeEach(() => {
  printed = ''
  for (const stream of ['log', 'error'] as const) {
    jest.spyOn(console, stream).mockImplementation((...line: unknown[]) => {
      printed += `${line.join(' ')}\n`
    })
  }
})
afterEach(() => jest.restoreAllMocks())

test('plays a sign-in against the running server, and shows no token', async () => {
  const options = readOptions(['--port', '0', '--memory'], {}) as CliOptions
  const server = await startServer(options)
  try {
    expect(await tryOut(['--origin', server.origin])).toBe(0)
  } finally {
    await server.close()
  }
  expect(printed).toMatch(/POST .*\/api\/login[^]*-> 200 .*"token":"\S{4}…"/)
  expect(printed).toMatch(/second time[^]*code_used/)
  expect(printed).toMatch(/after that[^]*-> 401/)
  expect(printed).not.toMatch(/[\w-]{40,}/) // a token has 43 characters
})

test('says what to do when no server answers, or when the address is no URL', async () => {
  await expect(tryOut(['--origin', 'http://127.0.0.1:9'])).rejects.toThrow('npm start')
  await expect(tryOut(['--backend', 'localhost:80'])).rejects.toThrow('must be an http(s) address')
})
