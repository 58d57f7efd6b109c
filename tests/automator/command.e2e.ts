import { once } from 'node:events'
import { execFileSync, spawn } from 'node:child_process'
import { WebSocket } from 'ws'
import { endAll, runCommand } from './support/command.ts'
import { connect, currentPage, freePort, startAuto, type Auto } from './support/phone.ts'

jest.setTimeout(60_000)
afterAll(endAll)

const FIXTURE = 'tests/automator/fixture'

/** Says how a connection ends: `open`, or the status it was refused with. */
async function knock(url: string, options: object = {}): Promise<string> {
  const socket = new WebSocket(url, options)
  return new Promise((resolve) => {
    socket.on('open', () => {
      socket.close()
      resolve('open')
    })
    socket.on('unexpected-response', (_, { statusCode }) => resolve(String(statusCode)))
    socket.on('error', ({ message }) => resolve(message))
  })
}

/** Every process of this machine: its id, its parent's, its command line. */
function processes() {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
  return lines.split('\n').map((line) => {
    const [, id = '', parent = '', command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return { id, parent, command }
  })
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

let shared: Auto
beforeAll(async () => {
  shared = await startAuto(FIXTURE)
})

test('launch options decide how the mini-program starts', async () => {
  const auto = await startAuto(
    FIXTURE,
    ...'--path pages/second/second --query from=link --scene 1007'.split(' '),
    ...'--base-library 2.19.4 --scenario wechat-busy --auto-account visitor'.split(' '),
  )
  const phone = await connect(auto)
  const page = await currentPage(phone)
  expect([page.path, page.query]).toEqual(['pages/second/second', { from: 'link' }])
  expect(await phone.evaluate(() => getApp().globalData.launch)).toMatchObject({
    path: 'pages/second/second',
    query: { from: 'link' },
    scene: 1007,
  })
  expect((await phone.systemInfo()).SDKVersion).toBe('2.19.4')
  await phone.close()
})

test('web pages are refused, and so are requests with a foreign Host', async () => {
  const { endpoint, origin } = shared
  const { host } = new URL(origin)
  expect(await knock(endpoint)).toBe('open')
  expect(await knock(endpoint, { origin: 'https://evil.example' })).toBe('401')
  expect(await knock(endpoint, { origin })).toBe('401')
  expect(await knock(`ws://${host}/__automator`)).toBe('open')
  expect(await knock(`ws://${host}/__automator`, { origin })).toBe('403')
  expect(await knock(`ws://${host}/__automator/phone`)).toBe('403')
  expect(await knock(`ws://${host}/__automator`, { headers: { host: 'evil.example' } })).toBe('403')
})

test('a malformed request is answered with an error and has no effect', async () => {
  const { endpoint } = shared
  const socket = new WebSocket(endpoint)
  await once(socket, 'open')
  const answers: string[] = []
  socket.on('message', (data) => answers.push((data as Buffer).toString()))
  for (const frame of ['no json', '[]', 'null', '{"id":1}', '{"id":"a","method":"No.such"}']) {
    socket.send(frame)
  }
  while (answers.length < 5) await once(socket, 'message')
  expect(answers.join('\n')).toMatch(/must be JSON/)
  expect(answers.join('\n')).toMatch(/No\.such unimplemented/)
  socket.close()
  const phone = await connect({ endpoint })
  expect((await currentPage(phone)).path).toBe('pages/index/index')
  phone.disconnect()
})

test('leaves no browser behind when it is killed', async () => {
  const auto = runCommand('auto', '--project', FIXTURE, '--auto-port', '0')
  while (!auto.output().includes('Automation')) await once(auto.child.stdout as never, 'data')
  const browsers = processes().filter(({ parent }) => parent === String(auto.child.pid))
  expect(browsers).not.toEqual([])
  auto.child.kill('SIGKILL')
  await auto.ended
  const left = () => processes().filter(({ id }) => browsers.some((browser) => browser.id === id))
  for (let tries = 100; tries > 0 && left().length > 0; tries--) await pause(100)
  expect(left()).toEqual([])
})

test('ends with the program that started it, when no client is left', async () => {
  const port = await freePort()
  const args = `'auto', '--project', '${FIXTURE}', '--auto-port', '${port}', '--linger', '1'`
  const parent = spawn(
    process.execPath,
    [
      '--eval',
      `require('node:child_process').spawn('simulator/cli/weapp-login-kit.mjs', [${args}], { stdio: 'ignore' }); setInterval(() => {}, 1000)`,
    ],
    { stdio: 'ignore' },
  )
  const endpoint = `ws://127.0.0.1:${port}`
  while ((await knock(endpoint)) !== 'open') await pause(200)
  parent.kill('SIGKILL')
  while ((await knock(endpoint)) === 'open') await pause(200)
  const isOurs = ({ command }: { command: string }) => command.includes(`--auto-port ${port}`)
  while (processes().some(isOurs)) await pause(200)
  expect(processes().filter(isOurs)).toEqual([])
})

test.each([
  [['auto', '--project', 'docs'], /There is no app\.json/],
  // The command line of DevTools in 2019, which some clients still use.
  [['--auto', 'docs', '--auto-port', '9420'], /There is no app\.json/],
  [['auto', '--project', FIXTURE, '--auto-port', 'x'], /The port must be a number/],
  [['auto', '--project', FIXTURE, '--auto-account', 'nobody'], /There is no account "nobody"/],
  [['auto', '--project', FIXTURE, '--scenario', 'rain'], /There is no scenario "rain"/],
  [['auto', '--project', FIXTURE, '--query', 'a=1'], /--query needs --path/],
  [['nonsense'], /no command "nonsense"[^]*auto +lets programs drive/],
])('%j ends with 1 and says why', async (args, words) => {
  const command = runCommand(...args)
  expect(await command.ended).toBe(1)
  expect(command.output()).toMatch(words)
  expect(command.output()).not.toMatch(/\n\s+at /)
})
