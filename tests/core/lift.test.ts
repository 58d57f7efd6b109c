import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { http, HttpResponse } from 'msw'
import { copy } from '../../tools/copy.ts'
import { launch } from '../../simulator/jest/index.ts'
import { adviceFor, lift } from '../../simulator/cli/update/lift.ts'
import { ORIGIN, server } from '../support/server.ts'

const root = join(__dirname, '../..')
const template = join(root, 'miniprogram')
/** The example with the core lifted into it, made once; each test changes a copy. */
let lifted: string
let project: string

/**
 * Below the repository, where jest finds its modules, in a folder that is not kept; always the same
 * ones, since jest keeps what it compiled by path.
 */
function makeFolder(name: string): string {
  const folder = join(root, 'coverage/lift', name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

beforeAll(() => {
  lifted = makeFolder('lifted')
  copy(join(root, 'examples/plain-js'), lifted)
  lift(template, join(lifted, 'login'))
})
afterAll(() => rmSync(lifted, { recursive: true }))

beforeEach(() => {
  project = makeFolder('project')
  copy(lifted, project)
})
afterEach(() => rmSync(project, { recursive: true }))

/** A backend that wraps what it says. Its second session is the good one. */
function envelopeBackend() {
  let sessions = 0
  const wrap = (data: unknown, code = 0) => HttpResponse.json({ code, data, msg: '' })
  const user = { id: 'ann', nickName: 'Ann', avatarUrl: '' }
  server.use(
    http.post(`${ORIGIN}/api/login`, () => wrap({ token: `t${++sessions}`, expiresIn: 60, user })),
    http.post(`${ORIGIN}/api/logout`, () => wrap(null)),
    http.get(`${ORIGIN}/api/orders`, ({ request }) =>
      request.headers.get('authorization') === 'Bearer t2' ? wrap(['茶', '杯']) : wrap(null, 40101),
    ),
  )
}

test('a plain JavaScript project signs in and calls its own backend with its own envelope', async () => {
  const config = join(project, 'login/config.js')
  const envelope = readFileSync(join(project, 'envelope.js'), 'utf8')
  writeFileSync(config, `${readFileSync(config, 'utf8')}\n${envelope}`)
  envelopeBackend()

  const phone = launch('/pages/index/index', { miniprogram: project })
  await phone.user.tap('登录')
  await phone.screen.findByText('Ann')
  await phone.user.tap('我的订单') // meets an expired session on its way
  await phone.screen.findByText('茶、杯')
  expect(phone.storage.get('session')).toMatchObject({ token: 't2', user: { id: 'ann' } })

  await phone.user.tap('退出登录')
  phone.screen.getByText('登录')
  expect(phone.storage.get('session')).toBeUndefined()
})

test('lifting again keeps what the project may change', () => {
  const config = join(project, 'login/config.js')
  writeFileSync(config, 'exports.backendUrl = () => "https://mine.example.com"\n')
  const written = lift(template, join(project, 'login'))
  expect(readFileSync(config, 'utf8')).toContain('mine.example.com')
  expect(written).toContain('services/session.js')
  expect(written).not.toContain('config.js')
})

test('lifting over an earlier version says what has to be done by hand', () => {
  expect(adviceFor(join(project, 'login'))).toEqual([])
  writeFileSync(join(project, 'login/config.js'), 'exports.backendUrl = () => "https://mine"\n')
  writeFileSync(join(project, 'login/services/contract.js'), '')
  expect(adviceFor(join(project, 'login'))).toEqual([
    expect.stringContaining('exports.backend'),
    expect.stringContaining('contract.js'),
  ])
})

test('what is lifted holds no types, no imports and nothing of Node', () => {
  for (const file of [
    'services/session.js',
    'services/api.js',
    'services/privacy.js',
    'config.js',
  ]) {
    const code = readFileSync(join(project, 'login', file), 'utf8')
    expect(code).not.toMatch(/^import |^export |process\.|Buffer|: string/m)
  }
})
