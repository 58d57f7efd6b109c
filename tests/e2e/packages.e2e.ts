import { cpSync, existsSync, readFileSync, statSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  clean,
  install,
  jestIn,
  pack,
  place,
  readJson,
  run,
  see,
  serve,
  write,
} from './support/packages.ts'

/** The packages as they would be published, installed into folders that know nothing of this one. */

let vendor: Record<string, string>

jest.setTimeout(300_000)

beforeAll(async () => {
  vendor = await pack()
})
afterAll(clean)

/** Packages that are not published depend on each other by version. */
const manifest = (dependencies: string[], more: object = {}) => ({
  private: true,
  devDependencies: {
    ...Object.fromEntries(dependencies.map((name) => [name, vendor[name]])),
    ...more,
  },
  overrides: { 'weapp-mock-server': vendor['weapp-mock-server'] },
})

async function post(url: string, body: object = {}) {
  const headers = { 'Content-Type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await answer.json()) as Record<string, string>
}

/** All that an install brought, in megabytes. */
const megabytes = (folder: string) =>
  readdirSync(join(place, folder, 'node_modules'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0) / 1e6

describe('a native mini-program in JavaScript that was there before', () => {
  beforeAll(async () => {
    cpSync('examples/quick-start', join(place, 'native'), {
      recursive: true,
      filter: (path) => !/quick-start\/(?:node_modules|tests|package\.json)/.test(path),
    })
    write('native', 'package.json', manifest(['weapp-login-kit', 'weapp-mock-server']))
    await install('native')
  })

  test('init adds tests that pass, and changes nothing else', async () => {
    const before = readFileSync(join(place, 'native/app.js'), 'utf8')
    const said = await run(
      join(place, 'native/node_modules/.bin/weapp-login-kit'),
      ['init'],
      join(place, 'native'),
    )
    expect(said).toContain('jest.config.js')
    expect(readFileSync(join(place, 'native/app.js'), 'utf8')).toBe(before)
    // All that `init` asked for comes from the registry, but for the kit, which is here.
    const asked = readJson<ReturnType<typeof manifest>>('native')
    Object.assign(asked.devDependencies, { 'weapp-login-kit': vendor['weapp-login-kit'] })
    write('native', 'package.json', asked)
    await install('native')
    expect(await jestIn('native')).toBe(1)
  })

  test("this repository's own tests of it pass there, too", async () => {
    cpSync('examples/quick-start/tests', join(place, 'native/tests'), { recursive: true })
    expect(await jestIn('native')).toBe(8)
  })

  test('npm reports no missing and no extraneous packages', async () => {
    expect(await run('npm', ['ls', '--all'], join(place, 'native'))).toContain('hono@')
  })

  test('start shows it in Chromium', () => see('native', '启动日志'))

  test('lift writes the sign-in core, and update finds it up to date', async () => {
    const kit = join(place, 'native/node_modules/.bin/weapp-login-kit')
    const folder = join(place, 'native')
    await run(kit, ['lift', 'login'], folder)
    expect(existsSync(join(folder, 'login/services/session.js'))).toBe(true)
    expect(await run(kit, ['update', 'login'], folder)).toContain('Nothing to update')
  })
})

describe('weapp-mock-server alone', () => {
  test('is a fraction of the kit, and signs in', async () => {
    write('mock', 'package.json', manifest(['weapp-mock-server']))
    await install('mock')
    const count = (folder: string) =>
      run('npm', ['ls', '--all', '--parseable'], join(place, folder)).then(
        (all) => all.split('\n').length,
      )
    // Stated in mock-server/README.md: 16 packages and 44 MB beside 470 and 180 MB.
    expect((await count('mock')) * 10).toBeLessThan(await count('native'))
    expect(await count('mock')).toBeLessThan(20)
    expect(megabytes('mock')).toBeLessThan(60)
    expect(megabytes('mock') * 3).toBeLessThan(megabytes('native'))
    const origin = await serve('mock', ['weapp-mock-server'])
    const { code } = await post(`${origin}/__client/login`)
    expect(await post(`${origin}/api/login`, { code })).toHaveProperty('token')

    write(
      'mock',
      'control.mjs',
      `import { createControlClient } from 'weapp-mock-server/control'
       const mock = createControlClient({ origin: '${origin}' })
       await mock.addUser({ name: 'mei' })
       const { authorization } = await mock.signIn('mei')
       const status = async () => (await fetch('${origin}/api/session', { headers: { authorization } })).status
       const before = await status()
       await mock.play('session-expired')
       console.log(before, await status())`,
    )
    expect(await run(process.execPath, ['control.mjs'], join(place, 'mock'))).toBe('200 401\n')
  })

  test('its handlers answer in msw, as an ES module and by require', async () => {
    write('msw', 'package.json', manifest(['weapp-mock-server'], { msw: '2.15.0' }))
    await install('msw')
    const body = `setupServer(...createHandlers()).listen()
      fetch('http://127.0.0.1:3900/__client/login', { method: 'POST' }).then((r) => r.json()).then(({ code }) => console.log(typeof code))`
    write(
      'msw',
      'a.mjs',
      `import { createHandlers } from 'weapp-mock-server/msw'; import { setupServer } from 'msw/node'; ${body}`,
    )
    write(
      'msw',
      'a.cjs',
      `const { createHandlers } = require('weapp-mock-server/msw'); const { setupServer } = require('msw/node'); ${body}`,
    )
    for (const file of ['a.mjs', 'a.cjs']) {
      expect(await run(process.execPath, [file], join(place, 'msw'))).toContain('string')
    }
  })
})
