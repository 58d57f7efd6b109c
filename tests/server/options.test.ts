import { join } from 'node:path'
import { readOptions } from '../../mock-server/options.ts'

test('without options, the server keeps a file and is reached from this machine only', () => {
  expect(readOptions([], {})).toEqual({
    port: 3900,
    host: '127.0.0.1',
    hosts: [],
    location: join('.data', 'mock.sqlite'),
    strictCodes: false,
    project: '.',
    sharePreview: false,
    profile: 'named',
  })
})

test('the environment counts, and flags count more', () => {
  const env = {
    MOCK_PORT: '1',
    MOCK_HOST: '0.0.0.0',
    MOCK_DATA: 'a.sqlite',
    MOCK_STRICT_CODES: '1',
    MOCK_PROFILE: 'anonymous',
    MOCK_SHARE_PREVIEW: '1',
  }
  expect(readOptions([], env)).toEqual({
    port: 1,
    host: '0.0.0.0',
    hosts: [],
    location: 'a.sqlite',
    strictCodes: true,
    project: '.',
    sharePreview: true,
    profile: 'anonymous',
  })
  expect(readOptions(['--port', '2', '--profile', 'named', '--memory'], env)).toMatchObject({
    port: 2,
    profile: 'named',
    location: ':memory:',
  })
})

test.each([
  [['--port', 'x'], 'The port must be a number from 0 to 65535, not "x".'],
  [['--port', '-1'], '--port'],
  [['--port', ''], '--port is empty'],
  [['--profile', 'x'], 'The profile must be "named" or "anonymous", not "x".'],
  [['--allow-host', 'mac.local:3900'], 'A host must be a name such as "mac.local", without a port'],
  [['--allow-host', '*'], 'not "*".'],
  [['--host', 'a/b'], 'A host must be a name'],
  [['--data', ''], '--data is empty'],
  [['--data', ' '], '--data must be the name of a file on this machine'],
  [['--data', 'libsql://db.example'], 'not "libsql://db.example"'],
  [['--data', 'https://db.example/a.sqlite'], '--data must be the name of a file'],
  [['--data', 'file:a.sqlite?mode=ro'], '--data must be the name of a file'],
  [['--host', ''], '--host is empty'],
  [['--project', ''], '--project is empty'],
  [['--control-token', 'short'], 'The control token must be 16 to 512'],
  [['--control-token', ''], '--control-token is empty'],
  [['--nothing'], '--nothing'],
  [['word'], 'word'],
])('%j is refused', (args, message) => {
  expect(() => readOptions(args, {})).toThrow(message)
})

test('an empty variable is none; a drive is no address', () => {
  expect(readOptions([], { MOCK_DATA: '', MOCK_HOST: '' })).toMatchObject({
    location: join('.data', 'mock.sqlite'),
    host: '127.0.0.1',
  })
  expect(readOptions(['--data', 'C:\\data\\mock.sqlite'], {})).toMatchObject({
    location: 'C:\\data\\mock.sqlite',
  })
})

test('the control token comes by flag or environment', () => {
  const token = 'x'.repeat(16)
  expect(readOptions(['--control-token', token], {})).toMatchObject({ controlToken: token })
  expect(readOptions([], { MOCK_CONTROL_TOKEN: token })).toMatchObject({ controlToken: token })
})

test('the proxy is chosen with its port, by flags or the environment', () => {
  const read = (args: string[], env = {}) => readOptions(args, env)
  expect(read(['--proxy'])).toMatchObject({ proxy: { port: 3901, pass: false } })
  expect(read(['--proxy', '--proxy-port', '0', '--proxy-pass'])).toMatchObject({
    proxy: { port: 0, pass: true },
  })
  expect(read([], { MOCK_PROXY: '1', MOCK_PROXY_PORT: '4' })).toMatchObject({ proxy: { port: 4 } })
  expect(() => read(['--proxy-port', '4'])).toThrow('--proxy-port is of no use without --proxy')
  expect(() => read(['--proxy-pass'])).toThrow('--proxy-pass is of no use without --proxy')
})

test('--help asks for the list of options', () => {
  expect(readOptions(['--help'], {})).toBe('help')
})

test('who names a host allows the name', () => {
  const read = (args: string[], env = {}) => readOptions(args, env)
  expect(read(['--host', 'Mac.local'])).toMatchObject({ host: 'Mac.local', hosts: ['mac.local'] })
  const both = ['--host', '::', '--allow-host', 'mac.local', '--allow-host', 'a.test,b.test']
  expect(read(both)).toMatchObject({ host: '::', hosts: ['mac.local', 'a.test', 'b.test'] })
  expect(read([], { MOCK_ALLOW_HOST: 'a.test, b.test' })).toMatchObject({
    hosts: ['a.test', 'b.test'],
  })
})
