import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openOutside, type Outside } from './support/outside.ts'
import { killAll, originOf, runStart } from './support/process.ts'

/** A mark in every file that must not be served. */
const SECRET = 'a-secret-that-no-other-machine-may-read'

let outside: Outside
let folder: string
let far: string

const anywhere = ['--port', '0', '--memory', '--host', '0.0.0.0']

function write(path: string, text: string) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

beforeAll(async () => {
  outside = openOutside()
  folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
  write('app/project.config.json', '{"appid":"touristappid","miniprogramRoot":"miniprogram/"}')
  write('app/miniprogram/app.json', '{"pages":["pages/home/home"]}')
  write('app/miniprogram/app.js', 'App({})')
  write('app/miniprogram/pages/home/home.js', 'Page({})')
  write('app/miniprogram/pages/home/home.wxml', '<text>hello</text>')
  write('app/miniprogram/logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')
  for (const path of [
    '.npmrc',
    '.env',
    '.git/config',
    'project.private.config.json',
    'cloudfunctions/pay/config.json',
    'server/dump.sql',
    'miniprogram/.env',
    'miniprogram/dump.sql',
    'miniprogram/notes.md',
    'miniprogram/node_modules/x/index.js',
    'backup.png',
  ]) {
    write(`app/${path}`, SECRET)
  }
  write('outside.png', SECRET)
  symlinkSync(join(folder, 'outside.png'), join(folder, 'app/miniprogram/link.png'))
  symlinkSync(folder, join(folder, 'app/miniprogram/up'))
  symlinkSync('/etc/passwd', join(folder, 'app/miniprogram/passwd.svg'))
  const run = runStart(['--project', join(folder, 'app'), ...anywhere])
  far = `http://${outside.address}:${new URL(await originOf(run)).port}`
}, 60_000)

afterAll(() => {
  killAll()
  outside.close()
  rmSync(folder, { recursive: true })
})

test('a phone of the same network gets the preview and the mini-program’s own pictures', () => {
  const desk = outside.ask(`${far}/`)
  expect([desk?.status, desk?.headers['x-frame-options']]).toEqual([200, 'SAMEORIGIN'])
  for (const path of ['/phone.html', '/__project/program.js', '/__project/scripts.js']) {
    expect([path, outside.ask(far + path)?.status]).toEqual([path, 200])
  }
  const logo = outside.ask(`${far}/__project/files/logo.svg`)
  expect([logo?.status, logo?.headers['x-content-type-options']]).toEqual([200, 'nosniff'])
})

test('no address leads to a file that the mini-program is not made of', () => {
  const app = join(folder, 'app')
  const names = [
    '.npmrc',
    '.env',
    '.git/config',
    'project.private.config.json',
    'cloudfunctions/pay/config.json',
    'server/dump.sql',
    'backup.png',
    'miniprogram/.env',
    'miniprogram/dump.sql',
    'miniprogram/notes.md',
    'miniprogram/node_modules/x/index.js',
    'miniprogram/link.png',
    'miniprogram/passwd.svg',
    'miniprogram/up/outside.png',
  ]
  const climbs = ['../', '%2e%2e/', '..%2f', '%2e%2e%2f', '..%5c', '....//', './../', '%252e%252e/']
  const paths = names.flatMap((name) => {
    const inside = name.replace(/^miniprogram\//, '')
    return [
      `/${name}`,
      `/${name}?raw`,
      `/${inside}`,
      `/@fs${app}/${name}`,
      `/@fs${app}/${name}?raw`,
      `/@fs${app}/${name}?import&raw??`,
      `/@id/${app}/${name}`,
      `/__project/files/${inside}`,
      `/__project/files/${inside}?raw`,
      `/__project/files//${inside}`,
      `/__project/files/${app}/${name}`,
      `/__preview/${name}`,
      ...climbs.flatMap((climb) => [
        `/__project/files/${climb}${name}`,
        `/__preview/${climb}${climb}${name}`,
        `/__project/${climb}${name}`,
      ]),
    ]
  })
  expect(paths.length).toBeGreaterThan(400)
  for (const [path, reply] of outside.askAll(far, paths)) {
    const isTold = [SECRET, 'root:x:', 'root:*:'].some((word) => reply?.text.includes(word))
    expect([path, isTold]).toEqual([path, false])
    expect([path, reply?.status]).toEqual([path, expect.any(Number)])
    expect(reply?.status).not.toBe(500)
  }
})

test('sources are for this machine, unless they are shared on purpose', async () => {
  const map = '/__project/scripts.js.map'
  expect(outside.ask(far + map)?.status).toBe(403)
  const near = `http://127.0.0.1:${new URL(far).port}`
  expect((await fetch(near + map)).status).toBe(200)
  const tunnelled = await fetch(near + map, { headers: { 'X-Forwarded-For': '203.0.113.9' } })
  expect(tunnelled.status).toBe(403)
})

test('requests with a foreign Host get nothing of the preview', () => {
  for (const path of ['/', '/phone.html', '/__project/program.js', '/__project/updates']) {
    const reply = outside.ask(far + path, { headers: { Host: 'evil.example' } })
    expect([path, reply?.status]).toEqual([path, 403])
  }
})
