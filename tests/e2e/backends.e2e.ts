import { spawnSync } from 'node:child_process'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { runChecks } from '../../mock-server/contract/run-checks.ts'
import { World } from '../../mock-server/contract/world.ts'
import { Backends, backendKinds, type RunningBackend } from './support/backends.ts'
import { killAll, originOf, runServer } from './support/process.ts'

const backends = new Backends()

afterAll(async () => {
  await backends.stopAll()
  killAll()
  backends.remove()
})

for (const kind of backendKinds) {
  const missing = kind.missing()
  const describeWhereItRuns = missing ? describe.skip : describe
  const title = `the backend in ${kind.name}${missing ? `, left out: needs ${missing}` : ''}`

  describeWhereItRuns(title, () => {
    let world: World
    let backend: RunningBackend
    let byProxy: Record<string, string>

    beforeAll(async () => {
      const data = join(backends.folder, `${kind.name}.sqlite`)
      const proxy = ['--proxy', '--proxy-port', '0']
      const server = runServer(['--port', '0', '--data', data, ...proxy], { JAVA_TOOL_OPTIONS: '' })
      const wechat = await originOf(server)
      byProxy = printedEnvironment(server.output())
      kind.build?.(backends.folder)
      backend = await backends.start(kind, { WECHAT: `${wechat}/api.weixin.qq.com` })
      world = new World(backend.origin, wechat)
    }, 120_000)
    afterAll(() => backends.stopAll())

    test('keeps the contract of the template', async () => {
      expect((await runChecks(world)).findings).toEqual([])
    }, 60_000)

    test('keeps it as well with the real address of WeChat, through the proxy', async () => {
      const behind = await backends.start(kind, byProxy)
      const { findings } = await runChecks(new World(behind.origin, world.wechat))
      expect(findings).toEqual([])
    }, 60_000)

    if (kind.checks.length > 0) {
      test("passes its language's own checks", () => {
        const failed = kind.checks.flatMap(([program, ...args]) => {
          const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
          return status === 0 ? [] : [`${program} ${args.join(' ')}: ${stdout}${stderr}`]
        })
        expect(failed).toEqual([])
      }, 60_000)
    }

    test('refuses malformed requests, and goes on serving', async () => {
      const { token } = await world.signIn(await world.person())
      const deep = '['.repeat(30_000)
      for (const [body, ...codes] of [
        [`{"code":${deep}`, 'invalid_json'],
        [`{"nickName":${deep}${']'.repeat(30_000)}}`, 'invalid_json', 'invalid_request'],
        [`{"nickName":"${'x'.repeat(70_000)}"}`, 'body_too_large'],
        ['{"gender":1e400}', 'invalid_json', 'invalid_request'],
        ['{"nickName":null}', 'invalid_request'],
        ['{"avatarUrl":"javascript:alert(1)"}', 'invalid_request'],
      ] as const) {
        const answer = await world.ask('PUT', '/api/profile', body, token)
        expect(codes).toContain(answer.body.error?.code)
      }
      // Half a surrogate pair is refused, or replaced; it never breaks what comes after it.
      await world.ask('PUT', '/api/profile', '{"nickName":"\\ud800 and more"}', token)
      const { status, text } = await world.ask('GET', '/api/profile', undefined, token)
      expect({ status, isWellFormed: !/\p{Surrogate}/u.test(text) }).toEqual({
        status: 200,
        isWellFormed: true,
      })
    })

    test.each(['-5', '99999999999999999999', '1e3', '1, 2'])(
      'a Content-Length of %s is refused or closed, not waited for',
      async (length) => {
        const head = `POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}`
        expect(await raw(backend.origin, `${head}\r\n\r\n{}`)).toMatch(/^(HTTP\/1\.1 4\d\d|$)/)
        await expectAlive(backend.origin)
      },
    )

    test('silent connections do not block other clients', async () => {
      const { hostname, port } = new URL(backend.origin)
      const silent = Array.from({ length: 40 }, () => connect(Number(port), hostname))
      for (const socket of silent) {
        socket.on('error', () => {})
        socket.write('POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Le')
      }
      await wait(200)
      await expectAlive(backend.origin)
      for (const socket of silent) socket.destroy()
    })

    test('a new picture takes the place of the former, and goes with the account', async () => {
      const { token } = await world.signIn(await world.person())
      const first = await upload(world, token)
      const second = await upload(world, token)
      expect((await fetch(first)).status).toBe(404)
      expect((await fetch(second)).status).toBe(200)
      await world.ask('DELETE', '/api/account', undefined, token)
      expect((await fetch(second)).status).toBe(404)
    })

    test('an address of a picture never follows the Host header', async () => {
      const { token } = await world.signIn(await world.person())
      const address = await upload(world, token, { 'X-Forwarded-Host': 'evil.example' })
      expect(new URL(address).origin).toBe(backend.origin)
    })

    test('its log names no token, code or secret', async () => {
      const user = await world.person()
      const code = await world.code(user)
      const { body } = await world.ask('POST', '/api/login', { code })
      const info = await world.userInfo(user)
      await world.ask(
        'POST',
        `/api/profile/wechat?token=${String(body.token)}`,
        info,
        String(body.token),
      )
      await wait(100)
      for (const secret of [code, String(body.token), '5ec7e75ec7e7', info.encryptedData ?? '']) {
        expect(backend.output()).not.toContain(secret)
      }
    })

    test('an unreachable WeChat is reported as such, not as a fault of the server', async () => {
      const lonely = await backends.start(kind, { WECHAT: 'http://127.0.0.1:9/none' })
      const answer = await new World(lonely.origin, world.wechat).ask('POST', '/api/login', {
        code: 'x',
      })
      expect([answer.status, answer.body.error?.code]).toEqual([502, 'wechat_unreachable'])
    })
  })
}

/** The variables in the lines that the command prints to be copied. */
const printedEnvironment = (output: string) =>
  Object.fromEntries(
    Array.from(output.matchAll(/^ {2}export (\w+)='(.*)'$/gm), ([, name, value]) => [name, value]),
  ) as Record<string, string>

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])

async function upload(world: World, token: string, headers: Record<string, string> = {}) {
  const form = new FormData()
  form.append('file', new Blob([PNG]), 'x.png')
  const response = await fetch(`${world.backend}/api/avatar`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, ...headers },
    body: form,
  })
  return ((await response.json()) as { avatarUrl: string }).avatarUrl
}

/** The answer to bytes that no HTTP client would send; '' where the server only closes. */
async function raw(origin: string, text: string): Promise<string> {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  socket.write(text)
  let answer = ''
  return new Promise((resolve) => {
    socket.setTimeout(5000, () => {
      socket.destroy()
      resolve('it waits for more')
    })
    socket.on('data', (chunk: Buffer) => {
      answer += String(chunk)
      socket.end()
    })
    socket.on('error', () => resolve(answer))
    socket.on('close', () => resolve(answer))
  })
}

async function expectAlive(origin: string) {
  expect((await fetch(`${origin}/api/health`, { signal: AbortSignal.timeout(5000) })).status).toBe(
    200,
  )
}
