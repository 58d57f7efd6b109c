import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultApp } from '../../mock-server/wechat/apps.ts'
import { killAll, originOf, runServer, type Run } from './support/process.ts'
import { isInstalled, runProgram } from './support/program.ts'

const CLIENTS = join(__dirname, 'fixtures/clients')
const SDKS = join(__dirname, 'fixtures/sdks')
const ADDRESS = 'https://api.weixin.qq.com/sns/jscode2session'

let folder: string
let server: Run
let origin: string
let environment: Record<string, string>

/** The variables in the lines that the command prints to be copied. */
const printed = (output: string) =>
  Object.fromEntries(
    [...output.matchAll(/^ {2}export (\w+)='(.*)'$/gm)].map(([, name, value]) => [name, value]),
  ) as Record<string, string>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
  server = runServer(
    ['--port', '0', '--proxy', '--proxy-port', '0', '--data', join(folder, 'mock.sqlite')],
    { JAVA_TOOL_OPTIONS: '' },
  )
  origin = await originOf(server)
  environment = printed(server.output())
})

afterAll(() => {
  killAll()
  rmSync(folder, { recursive: true })
})

async function newCode(): Promise<string> {
  const answer = await fetch(`${origin}/__client/login`, { method: 'POST' })
  return ((await answer.json()) as { code: string }).code
}

/** The address of a sign-in with a fresh code. */
const signInAddress = async () =>
  `${ADDRESS}?appid=${defaultApp.appid}&secret=${defaultApp.secret}&grant_type=authorization_code&js_code=${await newCode()}`

/** Programs that learn of the proxy from environment variables alone. */
const clients: [name: string, program: string, probe: string[], args: string[]][] = [
  ['curl', 'curl', ['--version'], ['-sS']],
  ['curl, asking for HTTP/2', 'curl', ['--version'], ['-sS', '--http2']],
  ['Python requests', 'python3', ['-c', 'import requests'], [join(CLIENTS, 'ask.py')]],
  ['PHP curl', 'php', ['-r', 'curl_version();'], [join(CLIENTS, 'ask.php')]],
  ["Java's HttpClient", 'java', ['-version'], [join(CLIENTS, 'Ask.java')]],
  ["Go's net/http", 'go', ['version'], ['run', join(CLIENTS, 'ask.go')]],
]
const here = clients.filter(([, program, probe]) => isInstalled(program, ...probe))
for (const [name] of clients.filter((client) => !here.includes(client))) {
  console.warn(`${name} is not installed here: its way through the proxy was not tried.`)
}

test.each(here)('%s signs in through the proxy, unchanged', async (_, program, __, args) => {
  const { output, errors } = await runProgram(
    program,
    [...args, await signInAddress()],
    environment,
  )
  expect(`${output}${errors}`).toContain('"session_key"')
})

describe('in Node', () => {
  beforeAll(async () => {
    if (existsSync(join(SDKS, 'node_modules'))) return
    const { code, errors } = await runProgram('npm', ['ci', '--prefix', SDKS, '--no-audit'])
    if (code !== 0) throw new Error(`npm ci: ${errors}`)
  }, 120_000)

  test("undici's fetch signs in through the proxy that the environment names", async () => {
    const script = join(SDKS, 'undici.mjs')
    const { output } = await runProgram(
      process.execPath,
      [script, await signInAddress()],
      environment,
    )
    expect(output).toContain('"session_key"')
  })

  test('node-easywechat and co-wechat-api sign in as they are', async () => {
    const script = join(SDKS, 'sign-in.mjs')
    const { appid, secret } = defaultApp
    const { output, errors } = await runProgram(
      process.execPath,
      [script, appid, secret, await newCode(), await newCode()],
      environment,
      folder, // node-easywechat keeps tokens in files where it runs
    )
    expect(errors).toBe('')
    const { openid, other, hasToken } = JSON.parse(output) as Record<string, unknown>
    expect(openid).toMatch(/^o[\w-]{27}$/)
    expect([other, hasToken]).toEqual([openid, true])
  })
})

test('the environment holds nothing but files of the data folder, and the key is the owner’s', () => {
  const proxy = join(folder, 'proxy')
  for (const name of ['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS']) {
    expect(environment[name]).toMatch(new RegExp(`^${proxy}/`))
  }
  expect(statSync(proxy).mode & 0o777).toBe(0o700)
  expect(statSync(join(proxy, 'ca-key.pem')).mode & 0o777).toBe(0o600)
})

test('the authority is made once, and a damaged one is reported', async () => {
  const data = join(folder, 'again', 'mock.sqlite')
  const start = () => runServer(['--port', '0', '--proxy', '--proxy-port', '0', '--data', data])
  const first = start()
  await originOf(first)
  const authority = join(folder, 'again', 'proxy', 'ca.pem')
  const before = readFileSync(authority, 'utf8')
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  const second = start()
  await originOf(second)
  expect(readFileSync(authority, 'utf8')).toBe(before)
  second.child.kill('SIGTERM')
  await second.ended
  rmSync(authority)
  const third = start()
  expect(await third.ended).toBe(1)
  expect(third.output()).toMatch(/certificate authority can't be used .*Delete .*proxy/)
})
