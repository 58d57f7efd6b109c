import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { createMockServer } from '../../mock-server/app.ts'
import { migrations } from '../../mock-server/store/migrations.ts'
import { openStore } from '../../mock-server/store/store.ts'

let folder: string
let data: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-test-'))
  data = join(folder, 'mock.sqlite')
})

afterEach(() => rmSync(folder, { recursive: true }))

/** A file as this server leaves it, with a few hundred codes in it. */
function writeData() {
  const store = openStore(data)
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

/** What lies in the folder, to the byte; the empty lock file aside. */
const files = () =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => !name.endsWith('-lock'))
      .map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  )

function expectRefused(reason: RegExp) {
  const before = files()
  expect(() => openStore(data)).toThrow(reason)
  expect(files()).toEqual(before)
}

test('a file that is no database is left as it is', () => {
  writeFileSync(data, 'my notes, '.repeat(1000))
  expectRefused(/can't be opened as a database .* Name another file with --data FILE/)
})

test('a damaged file is left as it is', () => {
  writeData()
  const bytes = readFileSync(data)
  for (let page = 3; page < bytes.length / 4096; page++)
    bytes.fill(0xa5, page * 4096, page * 4096 + 99)
  writeFileSync(data, bytes)
  expectRefused(/is damaged/)
})

test('a file that was cut short is left as it is', () => {
  writeData()
  writeFileSync(data, readFileSync(data).subarray(0, 10_000))
  expectRefused(/damaged|can't be opened/)
})

test('a file of a newer version is left as it is', () => {
  writeData()
  const db = new Database(data)
  db.exec(`PRAGMA user_version = ${migrations.length + 1}`)
  db.close()
  expectRefused(/written by a newer version .* Update the project/)
})

test.each([0, 1])("another program's database (version %d) is left as it is", (version) => {
  const db = new Database(data)
  db.exec(`CREATE TABLE notes (text TEXT); PRAGMA user_version = ${version}`)
  db.close()
  expectRefused(/is the database of another program/)
})

test('a folder is no file', () => {
  data = folder
  expectRefused(/can't be opened as a database/)
})

test('a file in use is refused, and free once it is closed', () => {
  const store = openStore(data)
  expect(() => openStore(data)).toThrow(/in use by another running server/)
  store.close()
  openStore(data).close()
})

test('a file of the first version is brought up to date and keeps what it holds', () => {
  const db = new Database(data)
  db.exec(`${migrations[0]}; PRAGMA user_version = 1`)
  db.exec(`
    INSERT INTO wechat_users VALUES ('ann', 'oAnn', '{"nickName":"Ann"}', '13800138000', 0);
    INSERT INTO backend_users VALUES ('u1', 'o1', NULL, 'key', '{"nickName":"Ann"}', 1, 1);
    INSERT INTO backend_sessions VALUES ('hash', 'u1', 1000, 2000);
  `)
  db.close()
  const store = openStore(data)
  expect(store.sql('SELECT ends_at FROM backend_sessions').get()).toMatchObject({
    ends_at: 2_592_001_000,
  })
  expect(store.sql('SELECT name, country_code FROM wechat_users').get()).toMatchObject({
    name: 'ann',
    country_code: '86',
  })
  store.close()
})
