import { readOptions } from '../../mock-server/options.ts'

test('without options, the server keeps a file and is reached from this machine only', () => {
  expect(readOptions([], {})).toEqual({
    port: 3900,
    host: '127.0.0.1',
    location: '.data/mock.sqlite',
    strictCodes: false,
    project: '.',
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
  }
  expect(readOptions([], env)).toEqual({
    port: 1,
    host: '0.0.0.0',
    location: 'a.sqlite',
    strictCodes: true,
    project: '.',
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
  [['--port', ''], 'The port must be a number'],
  [['--profile', 'x'], 'The profile must be "named" or "anonymous", not "x".'],
  [['--nothing'], '--nothing'],
  [['word'], 'word'],
])('%j is refused', (args, message) => {
  expect(() => readOptions(args, {})).toThrow(message)
})

test('--help asks for the list of options', () => {
  expect(readOptions(['--help'], {})).toBe('help')
})
