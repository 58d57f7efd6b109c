import { execFile, spawn, type ChildProcess } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { launchBrowser } from '../../simulator/automator/browser.ts'

/** The packages as they would be published, installed into folders that know nothing of this one. */

const MINUTES = 60_000
const place = mkdtempSync(join(tmpdir(), '装 packages '))
const started = new Set<ChildProcess>()
let vendor: Record<string, string>

jest.setTimeout(5 * MINUTES)

beforeAll(async () => {
  const built = await run('npm', ['run', '--silent', 'build'], process.cwd())
  const folders = built.split('\n').filter((line) => line.startsWith('/'))
  const packed = await run('npm', ['pack', '--json', '--pack-destination', place, ...folders])
  const found = Object.values(
    JSON.parse(packed) as Record<string, { name: string; filename: string }>,
  )
  vendor = Object.fromEntries(found.map(({ name, filename }) => [name, `file:../${filename}`]))
})

afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(place, { recursive: true })
})

async function run(program: string, args: string[], cwd = place): Promise<string> {
  const { INIT_CWD: _ofTheNpmThatRunsThis, ...env } = process.env
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, {
      cwd,
      env: { ...env, CI: 'true' },
      maxBuffer: 1e8,
    })
    return stdout || stderr
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    throw new Error(`${program} ${args.join(' ')}:\n${stdout}\n${stderr}`, { cause: error })
  }
}

/** Runs jest in a project. @returns how many tests passed; throws when one fails */
async function jestIn(folder: string, node = process.execPath): Promise<number> {
  const output = await run(node, ['node_modules/jest/bin/jest.js', '--json', '-w', '1'], folder)
  return (JSON.parse(output.slice(output.indexOf('{'))) as { numPassedTests: number })
    .numPassedTests
}

function write(folder: string, name: string, content: string | object) {
  mkdirSync(join(place, folder), { recursive: true })
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  writeFileSync(join(place, folder, name), text)
}

/** Packages that are not published depend on each other by version. */
const manifest = (dependencies: string[], more: object = {}) => ({
  private: true,
  devDependencies: {
    ...Object.fromEntries(dependencies.map((name) => [name, vendor[name]])),
    ...more,
  },
  overrides: { 'weapp-mock-server': vendor['weapp-mock-server'] },
})

const install = (folder: string) =>
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], join(place, folder))

/** Starts a command of a project on a free port. */
async function serve(folder: string, args: string[]): Promise<string> {
  const bin = join(place, folder, 'node_modules/.bin', args[0] ?? '')
  const child = spawn(bin, [...args.slice(1), '--port', '0', '--memory'], {
    cwd: join(place, folder),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.add(child)
  let output = ''
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += String(chunk)
      const origin = /running at (http:\S+)/.exec(output)?.[1]
      if (origin) resolve(origin)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', () => reject(new Error(output)))
  })
}

async function post(url: string, body: object = {}) {
  const headers = { 'Content-Type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await answer.json()) as Record<string, string>
}

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
    // What `init` asked for comes from the registry, but for the kit, which is here.
    const asked = JSON.parse(
      readFileSync(join(place, 'native/package.json'), 'utf8'),
    ) as ReturnType<typeof manifest>
    Object.assign(asked.devDependencies, { 'weapp-login-kit': vendor['weapp-login-kit'] })
    write('native', 'package.json', asked)
    await install('native')
    expect(await jestIn(join(place, 'native'))).toBe(1)
  })

  test("this repository's own tests of it pass there, too", async () => {
    cpSync('examples/quick-start/tests', join(place, 'native/tests'), { recursive: true })
    expect(await jestIn(join(place, 'native'))).toBe(8)
  })

  test('npm finds nothing missing and nothing too much', async () => {
    expect(await run('npm', ['ls', '--all'], join(place, 'native'))).toContain('hono@')
  })

  test('start shows it in Chromium', async () => {
    const origin = await serve('native', ['weapp-login-kit', 'start'])
    const browser = await launchBrowser()
    try {
      const page = await browser.newPage()
      await page.goto(`${origin}/phone.html`)
      await page.getByText('启动日志').waitFor()
    } finally {
      await browser.close()
    }
  })

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
    expect((await count('mock')) * 5).toBeLessThan(await count('native'))
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

describe.each([
  ['TypeScript', []],
  ['JavaScript', ['--js']],
  ['one page', ['--template=minimal']],
])('a new project: %s', (title, options) => {
  const folder = `made ${title}`

  test('is created, installed, checked and tested', async () => {
    await run(
      'npm',
      ['run', '--silent', 'create', '--', join(place, folder), '--name=茶馆', ...options],
      process.cwd(),
    )
    await install(folder)
    const { scripts } = JSON.parse(readFileSync(join(place, folder, 'package.json'), 'utf8')) as {
      scripts: object
    }
    if ('types' in scripts) await run('npm', ['run', '--silent', 'types'], join(place, folder))
    expect(await jestIn(join(place, folder))).toBe(4)
  })
})

test.each(['22', '24'])('Node %s runs the tests of a new project', async (version) => {
  write(`node-${version}`, 'package.json', { private: true, dependencies: { node: version } })
  await run(
    'npm',
    ['install', '--no-audit', '--no-fund', '--prefer-offline', '--allow-scripts=all'],
    join(place, `node-${version}`),
  ).catch(() => install(`node-${version}`))
  const node = join(place, `node-${version}/node_modules/node/bin/node`)
  expect(await jestIn(join(place, 'made JavaScript'), node)).toBe(4)
})
