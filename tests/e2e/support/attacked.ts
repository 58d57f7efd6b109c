import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { killAll, originOf, runStart } from './process.ts'
import { eachOf, getRaw, type RawPlace } from './raw.ts'

/** It is in every private file. */
const CANARY = 'canary-that-must-never-be-served'
/** It is in a script, which only clients allowed to read sources get. */
export const SOURCE = 'comment-of-a-source'
/** All that may lie in a project's folder and is private. */
export const PRIVATE = [
  '.env',
  '.env.local',
  '.env.production.png',
  '.git/config',
  '.git/HEAD',
  '.npmrc',
  '.ssh/id_rsa',
  '.data/mock.sqlite',
  'data.sqlite',
  'data.sqlite-wal',
  'data.sqlite-shm',
  'server.key',
  'tls/cert.pem',
  'project.private.config.json',
  'package.json',
  'secrets.json',
  'notes.md',
  'dump.sql',
  'cloudfunctions/pay/index.js',
  'cloudfunctions/pay/config.json',
  'cloudfunctions/pay/receipt.png',
  'node_modules/lib/index.js',
  'node_modules/lib/picture.png',
]
/** The sources of scripts. */
export const MAP = '/__project/scripts.js.map'
/** Addresses that end, of which a phone anywhere may ask. */
export const LISTED = [
  '/',
  '/phone.html',
  ...['phone', 'frame', 'inspector'].flatMap((it) => [
    `/__preview/${it}.js`,
    `/__preview/${it}.css`,
  ]),
  '/__preview/addresses',
  '/__project/program.js',
  '/__project/scripts.js',
  '/__project/files/images/own.png',
]

const LINKS = [
  'file.png',
  'chain.png',
  'env.png',
  'git/config',
  'receipt.png',
  'broken.png',
  'round.png',
]
/** Links that lead out of the mini-program, or to what is private in it. */
export const LINKED = [
  ...[...LINKS, 'passwd.svg', 'up/.env', 'up/server.key'].map((it) => `images/${it}`),
  'linked/picture.png',
  'chained/picture.png',
]

/** A server with the preview of a project full of what nobody may see, which listens everywhere. */
interface Attacked {
  folder: string
  /** A path in the project. */
  at: (...path: string[]) => string
  port: number
  origin: string
  output: () => string
  /** The bodies of the listed addresses. */
  known: Set<string>
  close(): void
}

/** Writes a file, and its folder where there is none. */
export function write(path: string, text: string) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

/** The server for all tests of a file; its fields are there once they run. */
export function useAttacked(): Readonly<Attacked> {
  const attacked = {} as Attacked
  beforeAll(async () => void Object.assign(attacked, await startAttacked()), 60_000)
  afterAll(() => attacked.close())
  return attacked
}

/** Lays the project out, links and all, and starts the server. */
async function startAttacked(): Promise<Attacked> {
  const folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
  const at = (...path: string[]) => join(folder, 'app', ...path)
  for (const path of PRIVATE) if (!path.startsWith('data.')) write(at(path), CANARY)
  write(
    at('project.config.json'),
    `{"cloudfunctionRoot":"cloudfunctions/","description":"${CANARY}"}`,
  )
  write(at('app.json'), '{"pages":["pages/a/a"]}')
  write(at('pages/a/a.js'), `Page({}) // ${SOURCE}`)
  write(at('pages/a/a.wxml'), '<view>a</view>')
  write(at('images/own.png'), 'a picture')
  write(join(folder, 'outside/picture.png'), CANARY)
  write(join(folder, 'stand-ins/count.js'), 'let n = 0; exports.main = () => ++n')
  const links: [to: string, from: string][] = [
    ['../../outside/picture.png', 'images/file.png'],
    ['file.png', 'images/chain.png'],
    ['../outside', 'linked'],
    ['linked', 'chained'],
    ['../.env', 'images/env.png'],
    ['../.git', 'images/git'],
    ['../cloudfunctions/pay/receipt.png', 'images/receipt.png'],
    ['nowhere.png', 'images/broken.png'],
    ['round.png', 'images/round.png'],
    ['..', 'images/up'],
    ['/etc/passwd', 'images/passwd.svg'],
  ]
  for (const [to, from] of links) symlinkSync(to, at(from))
  const cloud = ['--cloud', join(folder, 'stand-ins')]
  const run = runStart([
    '--port',
    '0',
    '--data',
    at('data.sqlite'),
    '--host',
    '0.0.0.0',
    '--project',
    at(),
    ...cloud,
  ])
  const origin = await originOf(run)
  const port = Number(new URL(origin).port)
  const known = new Set<string>()
  for (const path of [...LISTED, MAP]) known.add((await getRaw({ port }, path)).body)
  const close = () => {
    killAll()
    rmSync(folder, { recursive: true })
  }
  return { folder, at, port, origin, output: () => run.output(), known, close }
}

/** True when something private is in it. */
export const isTold = (body: string) =>
  [CANARY, SOURCE, 'root:x:', 'SQLite format'].some((it) => body.includes(it))

/** Asks all; gives the addresses at which something was served that is not listed, or failed. */
export async function wrongOf(known: Set<string>, place: RawPlace, targets: readonly string[]) {
  const wrong: [target: string, status: number, body: string][] = []
  await eachOf(targets, async (target) => {
    const { status, body } = await getRaw(place, target)
    const isServed = status < 300 && !known.has(body)
    const isFailure = status === 0 || (status >= 500 && status !== 501)
    if (isTold(body) || isServed || isFailure) wrong.push([target, status, body.slice(0, 200)])
  })
  return wrong
}
