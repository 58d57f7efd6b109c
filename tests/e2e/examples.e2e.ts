import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { runChecks } from '../contract/checks.ts'
import { World } from '../contract/world.ts'
import { killAll, originOf, runServer } from './support/process.ts'

const folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
let backend: ChildProcess | undefined

afterEach(() => {
  backend?.kill('SIGKILL')
  killAll()
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Tests where the language is installed with what the example needs; skipped elsewhere. */
const describeWhere = (program: string, ...args: string[]) =>
  spawnSync(program, args).status === 0 ? describe : describe.skip

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return String(port)
}

/** What the contract says of the example that this command starts. */
async function failures(program: string, args: (port: string) => string[]) {
  const port = await freePort()
  const wechat = await originOf(runServer(['--port', '0', '--memory']))
  const env = { WECHAT: `${wechat}/api.weixin.qq.com`, PORT: port, DATA: join(folder, program) }
  backend = spawn(program, args(port), {
    env: { ...process.env, ...env, PYTHONDONTWRITEBYTECODE: '1' },
    stdio: 'ignore',
  })
  const world = new World(`http://127.0.0.1:${port}`, wechat)
  const isUp = () => fetch(world.backend).then(Boolean, () => false)
  while (backend.exitCode === null && !(await isUp())) await wait(50)
  return (await runChecks(world)).filter(({ why }) => why !== undefined)
}

describeWhere(
  'python3',
  '-c',
  'import cryptography',
)('the example in Python', () => {
  test('is a backend for the template', async () => {
    const file = 'docs/examples/python/backend.py'
    expect(await failures('python3', () => [file])).toEqual([])
  })
})

const HAS_CURL = 'exit(function_exists("curl_init") ? 0 : 1);'

describeWhere(
  'php',
  '-r',
  HAS_CURL,
)('the example in PHP', () => {
  test('is a backend for the template', async () => {
    const file = 'docs/examples/php/backend.php'
    expect(await failures('php', (port) => ['-S', `127.0.0.1:${port}`, file])).toEqual([])
  })
})
