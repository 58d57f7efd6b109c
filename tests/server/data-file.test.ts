import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import Database from 'libsql'
import { createMockServer } from '../../mock-server/app.ts'
import { migrations } from '../../mock-server/store/migrations.ts'
import { openStore } from '../../mock-server/store/store.ts'
import { useDataFile } from '../support/folder.ts'
import { isWindows, testOnPosix } from '../support/platform.ts'

const paths = useDataFile()

/** A file as this server leaves it, with a few hundred codes in it. */
function writeData() {
  const store = openStore(paths.data)
  createMockServer({ store, wechatBaseUrl: () => '' })
  store.transaction(() => {
    for (let number = 0; number < 500; number++) {
      store
        .sql('INSERT INTO wechat_codes (code, appid, user_name, issued_at) VALUES (?, ?, ?, 0)')
        .run(`code ${number} ${'x'.repeat(50)}`, 'wx0', 'ann')
    }
  })
  store.close()
}

/** The folder's content, to the byte. Windows keeps the empty lock file while the process lives. */
const files = () =>
  Object.fromEntries(
    readdirSync(paths.folder)
      .filter((name) => !isWindows || !name.endsWith('-lock'))
      .map((name) => [name, readFileSync(join(paths.folder, name)).toString('base64')]),
  )

function expectRefused(reason: RegExp) {
  const before = files()
  expect(() => openStore(paths.data)).toThrow(reason)
  expect(files()).toEqual(before)
}

test('a file that is no database is left as it is', () => {
  writeFileSync(paths.data, 'my notes, '.repeat(1000))
  expectRefused(/can't be opened as a database .* Name another file with --data FILE/)
})

test('a damaged file is left as it is', () => {
  writeData()
  const bytes = readFileSync(paths.data)
  for (let page = 3; page < bytes.length / 4096; page++)
    bytes.fill(0xa5, page * 4096, page * 4096 + 99)
  writeFileSync(paths.data, bytes)
  expectRefused(/is damaged/)
})

test('a file that was cut short is left as it is', () => {
  writeData()
  writeFileSync(paths.data, readFileSync(paths.data).subarray(0, 10_000))
  expectRefused(/damaged|can't be opened/)
})

test('a file of a newer version is left as it is', () => {
  writeData()
  const db = new Database(paths.data)
  db.exec(`PRAGMA user_version = ${migrations.length + 1}`)
  db.close()
  expectRefused(/written by a newer version .* Update the project/)
})

test.each([0, 1])("another program's database (version %d) is left as it is", (version) => {
  const db = new Database(paths.data)
  db.exec(`CREATE TABLE notes (text TEXT); PRAGMA user_version = ${version}`)
  db.close()
  expectRefused(/is the database of another program/)
})

test('a folder is no file', () => {
  paths.data = paths.folder
  expectRefused(/can't be used \(it is a folder\)/)
  expect(existsSync(`${paths.folder}-lock`)).toBe(false)
})

testOnPosix('what is no file is none, and no folder is made of a file', () => {
  paths.data = '/dev/null'
  expect(() => openStore(paths.data)).toThrow(/can't be used \(it is no file\)/)
  writeFileSync(join(paths.folder, 'file'), '')
  expect(() => openStore(join(paths.folder, 'file', 'mock.sqlite'))).toThrow(/its folder can't \(/)
})

test.each(['settings', 'wechat_apps', 'backend_users'])(
  "another program's table may be called %s",
  (name) => {
    const db = new Database(paths.data)
    db.exec(`CREATE TABLE ${name} (id, note); PRAGMA user_version = 1`)
    db.close()
    expectRefused(/is the database of another program/)
  },
)

test('a table of ours with a column of somebody else is theirs', () => {
  writeData()
  const db = new Database(paths.data)
  db.exec('ALTER TABLE settings ADD COLUMN note TEXT')
  db.close()
  expectRefused(/is the database of another program/)
})

testOnPosix('only its owner may read the file, also one that was open to others', () => {
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
  paths.data = join(paths.folder, 'new', 'mock.sqlite')
  openStore(paths.data).close()
  expect([modeOf(join(paths.folder, 'new')), modeOf(paths.data)]).toEqual(['700', '600'])
  chmodSync(paths.data, 0o644)
  const store = openStore(paths.data)
  expect(['', '-wal'].map((ending) => modeOf(paths.data + ending))).toEqual(['600', '600'])
  store.close()
})

testOnPosix('a link and what it leads to are one file', () => {
  const store = openStore(paths.data)
  const link = join(paths.folder, 'link.sqlite')
  symlinkSync(paths.data, link)
  expect(() => openStore(link)).toThrow(/in use by another running server/)
  store.close()
})

/** The store as one script, which a process of its own begins with at once; tsx takes half a second. */
function compiledStore(): string {
  const outfile = join(process.cwd(), 'coverage/data-file/store.cjs')
  buildSync({
    entryPoints: ['mock-server/store/store.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['libsql'],
  })
  return outfile
}

test('what a killed server left in the log counts, and is not changed by looking', () => {
  const killed = `(async () => {
    const { openStore } = require(${JSON.stringify(compiledStore())})
    const store = openStore(${JSON.stringify(paths.data)})
    store.sql("INSERT INTO settings VALUES ('a', '1')").run()
    await store.committed
    process.kill(process.pid, 'SIGKILL')
  })()`
  spawnSync(process.execPath, ['--eval', killed])
  expect(existsSync(`${paths.data}-wal`)).toBe(true)
  const store = openStore(paths.data)
  expect(store.find('SELECT value FROM settings WHERE key = ?', ['a'])).toMatchObject({
    value: '1',
  })
  store.close()
})

testOnPosix('a file that can not be written is refused at the start', () => {
  writeData()
  chmodSync(paths.folder, 0o755)
  chmodSync(paths.data, 0o444)
  // Whoever is root may write everything: the file's owner is somebody else then, and so are we.
  const other = 65534
  if (process.getuid?.() === 0) chownSync(paths.data, other, other)
  const attempt = `
    const { openStore } = require(${JSON.stringify(compiledStore())})
    if (process.getuid() === 0) { process.setgid(65533); process.setuid(65533) }
    try { openStore(${JSON.stringify(paths.data)}) } catch (error) { console.log(error.name + error.message) }`
  const before = files()
  const { stdout } = spawnSync(process.execPath, ['--eval', attempt], { encoding: 'utf8' })
  expect(stdout).toMatch(
    /^StoreError.*mock\.sqlite can't be (?:locked|written) \(.*\)\. Name another/,
  )
  expect(files()).toEqual(before)
})

test('a file in use is refused, and free once it is closed', () => {
  const store = openStore(paths.data)
  expect(() => openStore(paths.data)).toThrow(/in use by another running server/)
  expect(() => openStore(paths.data)).toThrow(/in use by another running server/)
  store.close()
  openStore(paths.data).close()
  expect([false, isWindows]).toContain(existsSync(`${paths.data}-lock`))
})

test('a file of the first version is brought up to date and keeps what it holds', () => {
  const db = new Database(paths.data)
  db.exec(`${migrations[0]}; PRAGMA user_version = 1`)
  db.exec(`
    INSERT INTO wechat_users VALUES ('ann', 'oAnn', '{"nickName":"Ann"}', '13800138000', 0);
    INSERT INTO backend_users VALUES ('u1', 'o1', NULL, 'key', '{"nickName":"Ann"}', 1, 1);
    INSERT INTO backend_sessions VALUES ('hash', 'u1', 1000, 2000);
  `)
  db.close()
  const store = openStore(paths.data)
  expect(store.sql('SELECT ends_at FROM backend_sessions').get()).toMatchObject({
    ends_at: 2_592_001_000,
  })
  expect(store.sql('SELECT name, country_code FROM wechat_users').get()).toMatchObject({
    name: 'ann',
    country_code: '86',
  })
  store.close()
})
