import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { BuildCache } from '../../simulator/preview/build/cache.ts'
import { LiveProject } from '../../simulator/preview/live-project.ts'
import { createPreviewApp } from '../../simulator/preview/serve/app.ts'
import { Bundles } from '../../simulator/preview/serve/bundles.ts'
import { UpdateStream } from '../../simulator/preview/serve/update-stream.ts'
import { findProject } from '../../simulator/project/root.ts'
import { page, useFolder } from '../support/project.ts'
import { RUNS } from '../support/runs.ts'

const folder = useFolder()
const { lay } = folder
const home = join(process.cwd(), 'simulator/preview')
/** Kept over the tests: the bundles are the same in all of them. */
const kept = join(process.cwd(), 'node_modules/.cache/preview-tests')
let app: Hono
let stop: () => void

const secret = 'NOT FOR ANYBODY'
/** Files in a project's folder that must not be served. */
const PRIVATE = [
  '.env',
  '.env.local',
  '.git/config',
  '.npmrc',
  '.data/mock.sqlite',
  'server.key',
  'cert.pem',
  'project.private.config.json',
  'project.config.json',
  'package.json',
  'cloudfunctions/login/config.json',
  'cloudfunctions/login/picture.png',
  'node_modules/lib/index.js',
  'node_modules/lib/picture.png',
  'data.sqlite',
  'pages/a/a.ts',
  'notes.txt',
  'page.html',
]
const PNG = 'iVBORw0KGgo='

beforeEach(async () => {
  lay(Object.fromEntries(PRIVATE.map((file) => [file, secret])))
  lay({
    'project.config.json': { description: secret },
    'app.json': { pages: ['pages/a/a'] },
    ...page('pages/a/a'),
    'pages/a/a.ts': `Page({}) // ${secret}`,
    'images/我的 图.png': PNG,
    'images/drawn.svg': '<svg/>',
  })
  mkdirSync(join(folder.path, '../outside-of-it'), { recursive: true })
  writeFileSync(join(folder.path, '../outside-of-it/picture.png'), secret)
  symlinkSync('../../outside-of-it/picture.png', join(folder.path, 'images/link.png'))
  symlinkSync('../outside-of-it', join(folder.path, 'linked'))
  symlinkSync('../.env', join(folder.path, 'images/env.png'))
  const updates = new UpdateStream()
  const place = findProject(folder.path)
  const builds = new BuildCache(join(folder.path, 'node_modules/cache.json'), '1')
  const project = new LiveProject(place, builds, (update) => updates.send(update))
  const bundles = new Bundles(home, kept, () => {})
  app = createPreviewApp({
    home,
    bundles,
    project,
    updates,
    maySeeSources: (c) => c.req.header('x-near') === 'yes',
    isDriven: false,
    addresses: () => [],
  })
  await project.shown
  stop = () => {
    updates.close()
    project.close()
    bundles.close()
  }
})

afterEach(() => {
  stop()
  rmSync(join(folder.path, '../outside-of-it'), { recursive: true, force: true })
})

test('the pages name the bundles and the project by their content, to be kept for ever', async () => {
  const desk = await (await app.request('/')).text()
  const phone = await (await app.request('/phone.html')).text()
  const addresses = `${desk}${phone}`.matchAll(/(?:src|href)="(\/__[^"]+)"/g)
  const all = [...addresses].map(([, address = '']) => address)
  expect(all).toHaveLength(6)
  for (const address of all) {
    const answer = await app.request(address)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(answer.headers.get('content-type')).toMatch(/^text\/(?:javascript|css); charset=utf-8$/)
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
  }
  expect((await app.request('/__preview/phone.js?v=old')).headers.get('cache-control')).toBe(
    'no-cache',
  )
})

test('pictures of the mini-program are served, whatever their names', async () => {
  const answer = await app.request(`/__project/files/images/${encodeURIComponent('我的 图.png')}`)
  expect(answer.headers.get('content-type')).toBe('image/png')
  expect(await answer.text()).toBe(PNG)
  const drawn = await app.request('/__project/files/images/drawn.svg')
  expect(drawn.headers.get('content-security-policy')).toBe('sandbox')
})

test('a program that only asks whether there are updates holds no stream', async () => {
  const { status, headers, body } = await app.request('/__project/updates', { method: 'HEAD' })
  expect([status, headers.get('content-type'), body]).toEqual([200, 'text/event-stream', null])
})

test('sources are served to this machine only; the phone works without them', async () => {
  const near = await app.request('/__project/scripts.js.map', { headers: { 'x-near': 'yes' } })
  expect(await near.text()).toContain(secret)
  const far = await app.request('/__project/scripts.js.map')
  expect(far.status).toBe(403)
  expect(await far.text()).toContain('--share-preview')
  expect(await (await app.request('/__project/scripts.js')).text()).not.toContain(secret)
})

test('what the mini-program uses that is not simulated is told with its places, on this machine', async () => {
  lay({
    'pages/a/a.ts': 'wx.login()\nwx.createUDPSocket()\nwx.getLocation()',
    'pages/a/a.wxml': '<view>\n<xr-scene /></view>',
  })
  const answer = await app.request('/__project/usage', { headers: { 'x-near': 'yes' } })
  expect(await answer.json()).toEqual({
    apis: { used: 3, simulated: 2 },
    components: { used: 2, simulated: 1 },
    usages: [
      {
        kind: 'api',
        name: 'wx.createUDPSocket',
        extent: 'missing',
        places: [{ file: 'pages/a/a.ts', line: 2 }],
      },
      {
        kind: 'api',
        name: 'wx.getLocation',
        extent: 'part',
        note: expect.any(String),
        places: [{ file: 'pages/a/a.ts', line: 3 }],
      },
      {
        kind: 'component',
        name: '<xr-scene>',
        extent: 'missing',
        places: [{ file: 'pages/a/a.wxml', line: 2 }],
      },
    ],
  })
  const far = await app.request('/__project/usage')
  expect([far.status, await far.text()]).toEqual([403, expect.stringContaining('--share-preview')])
})

/** Every way to write a path that somebody has tried. */
function traversals(): string[] {
  const ups = [
    '..',
    '.%2e',
    '%2e%2e',
    '%252e%252e',
    '..%00',
    '..;',
    '....',
    '%c0%ae%c0%ae',
    '%ef%bc%8e%ef%bc%8e',
  ]
  const slashes = ['/', '%2f', '\\', '%5c', '%255c', '%252f', '//', '/./', '%c0%af']
  const heads = [
    '/__project/files',
    '/__project',
    '/__preview',
    '/@fs',
    '/__project/files/images',
    '',
  ]
  const paths = [...PRIVATE, 'outside-of-it/picture.png', 'etc/passwd']
  return heads.flatMap((head) =>
    ups.flatMap((up) =>
      slashes.flatMap((slash) =>
        [1, 2, 6].flatMap((times) =>
          paths
            .filter((_, at) => (at + times) % 3 === 0)
            .map((path) => `${head}${slash}${Array(times).fill(up).join(slash)}${slash}${path}`)
            .map((path) => (path.startsWith('/') ? path : `/${path}`)),
        ),
      ),
    ),
  )
}

test('no address leads to any other file, by name or by path traversal', async () => {
  const plain = [...PRIVATE, 'images/link.png', 'images/env.png', 'linked/picture.png'].flatMap(
    (path) =>
      ['/__project/files/', '/__project/', '/__preview/', '/@fs/', '/'].map((head) => head + path),
  )
  const attacks = traversals()
  expect(attacks.length).toBeGreaterThan(5000)
  // There are twenty of each spelling below each head: two or three of them, or all.
  const share = RUNS < 1_000 ? 7 : 1
  const tried = attacks.filter((_, at) => at % share === 0)
  const all = [...plain, ...tried, `/@fs${folder.path}/.env`, '/__project/files/%', '/%ff']
  const server = createServer(getRequestListener(app.fetch))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const answers = await askAll(server, all)
    expect(answers.includes(secret)).toBe(false)
    expect(answers.match(/HTTP\/1\.1 \d/g)).toHaveLength(all.length)
    expect(answers.match(/HTTP\/1\.1 200/g)).toBeNull()
    expect(existsSync(join(folder.path, '.env'))).toBe(true)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}, 60_000)

/** As bytes: an HTTP client would normalize the paths first. */
function askAll(server: Server, paths: string[]): Promise<string> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let said = ''
    socket.setEncoding('latin1').on('data', (text: string) => (said += text))
    socket.on('error', reject).on('close', () => resolve(said))
    const requests = paths.map((path, at) => {
      const connection = at === paths.length - 1 ? 'close' : 'keep-alive'
      return `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: ${connection}\r\n\r\n`
    })
    socket.write(requests.join(''))
  })
}
