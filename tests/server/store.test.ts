import { setImmediate as nextTurn } from 'node:timers'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { createMockServer } from '../../mock-server/app.ts'
import { randomBytes } from '../../mock-server/random.ts'
import { migrations } from '../../mock-server/store/migrations.ts'
import { replaceAllSessionKeys } from '../../mock-server/wechat/accounts.ts'
import { openStore } from '../../mock-server/store/store.ts'
import { removeFolder } from '../support/folder.ts'
import { isWindows, testOnPosix } from '../support/platform.ts'

let folder: string
let data: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-test-'))
  data = join(folder, 'mock.sqlite')
})

afterEach(() => removeFolder(folder))

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

/** The folder's content, to the byte. Windows keeps the empty lock file while the process lives. */
const files = () =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => !isWindows || !name.endsWith('-lock'))
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
  expectRefused(/can't be used \(it is a folder\)/)
  expect(existsSync(`${folder}-lock`)).toBe(false)
})

testOnPosix('what is no file is none, and no folder is made of a file', () => {
  data = '/dev/null'
  expect(() => openStore(data)).toThrow(/can't be used \(it is no file\)/)
  writeFileSync(join(folder, 'file'), '')
  expect(() => openStore(join(folder, 'file', 'mock.sqlite'))).toThrow(/its folder can't \(/)
})

test.each(['settings', 'wechat_apps', 'backend_users'])(
  "another program's table may be called %s",
  (name) => {
    const db = new Database(data)
    db.exec(`CREATE TABLE ${name} (id, note); PRAGMA user_version = 1`)
    db.close()
    expectRefused(/is the database of another program/)
  },
)

test('a table of ours with a column of somebody else is theirs', () => {
  writeData()
  const db = new Database(data)
  db.exec('ALTER TABLE settings ADD COLUMN note TEXT')
  db.close()
  expectRefused(/is the database of another program/)
})

testOnPosix('only its owner may read the file, also one that was open to others', () => {
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
  data = join(folder, 'new', 'mock.sqlite')
  openStore(data).close()
  expect([modeOf(join(folder, 'new')), modeOf(data)]).toEqual(['700', '600'])
  chmodSync(data, 0o644)
  const store = openStore(data)
  expect(['', '-wal'].map((ending) => modeOf(data + ending))).toEqual(['600', '600'])
  store.close()
})

testOnPosix('a link and what it leads to are one file', () => {
  const store = openStore(data)
  const link = join(folder, 'link.sqlite')
  symlinkSync(data, link)
  expect(() => openStore(link)).toThrow(/in use by another running server/)
  store.close()
})

test('what a killed server left in the log counts, and is not changed by looking', () => {
  const killed = `
    const { openStore } = await import('./mock-server/store/store.ts')
    const store = openStore(${JSON.stringify(data)})
    store.sql("INSERT INTO settings VALUES ('a', '1')").run()
    await store.committed
    process.kill(process.pid, 'SIGKILL')`
  spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', killed])
  expect(existsSync(`${data}-wal`)).toBe(true)
  const store = openStore(data)
  expect(store.find(READ, ['a'])).toMatchObject({ value: '1' })
  store.close()
})

testOnPosix('a file that can not be written is refused at the start', () => {
  writeData()
  chmodSync(folder, 0o755)
  chmodSync(data, 0o444)
  // Whoever is root may write everything: the file's owner is somebody else then, and so are we.
  const other = 65534
  if (process.getuid?.() === 0) chownSync(data, other, other)
  const attempt = `
    const { openStore } = await import('./mock-server/store/store.ts')
    if (process.getuid() === 0) { process.setgid(65533); process.setuid(65533) }
    try { openStore(${JSON.stringify(data)}) } catch (error) { console.log(error.name + error.message) }`
  const before = files()
  const { stdout } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', attempt],
    { encoding: 'utf8' },
  )
  expect(stdout).toMatch(
    /^StoreError.*mock\.sqlite can't be (?:locked|written) \(.*\)\. Name another/,
  )
  expect(files()).toEqual(before)
})

test('a file in use is refused, and free once it is closed', () => {
  const store = openStore(data)
  expect(() => openStore(data)).toThrow(/in use by another running server/)
  expect(() => openStore(data)).toThrow(/in use by another running server/)
  store.close()
  openStore(data).close()
  expect([false, isWindows]).toContain(existsSync(`${data}-lock`))
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

const BOOK = 'INSERT INTO settings VALUES (?, ?)'
const READ = 'SELECT value FROM settings WHERE key = ?'

test('nobody is answered before what was written would survive the end of the process', async () => {
  const store = openStore(data)
  const app = createMockServer({ store, wechatBaseUrl: () => '' })
  const login = () => app.request('/__client/login', { method: 'POST' })
  const answers = [login(), login()].map(async (answer) => {
    expect((await answer).status).toBe(200)
    return store.committed
  })
  expect(store.committed).toBeInstanceOf(Promise) // the first of them has written already
  expect(await Promise.all(answers)).toEqual([undefined, undefined])
  store.close()
})

test('what can not be committed is answered as a failure, and leaves nothing behind', async () => {
  const store = openStore(data)
  const errors: unknown[] = []
  const app = createMockServer({
    store,
    wechatBaseUrl: () => '',
    logError: (error) => void errors.push(error),
  })
  await store.committed
  store.sql('PRAGMA defer_foreign_keys = ON').all() // a user who is not there is found at the end
  const answer = app.request('/__client/login', { method: 'POST' })
  store
    .sql(
      "INSERT INTO backend_sessions (token_hash, user_id, created_at, expires_at, ends_at) VALUES ('t', 'nobody', 1, 2, 3)",
    )
    .run()
  expect((await answer).status).toBe(500)
  expect(String(errors[0])).toContain('FOREIGN KEY')
  expect(store.sql('SELECT * FROM wechat_codes').all()).toEqual([])
  store.close()
})

test('what got lost while nobody waited for it is a failure of the request that wrote it', async () => {
  const store = openStore(data)
  const app = createMockServer({
    store,
    wechatBaseUrl: () => '',
    logError: () => {},
    async wechatFetch() {
      store.sql('PRAGMA defer_foreign_keys = ON').all()
      store
        .sql(
          "INSERT INTO backend_sessions (token_hash, user_id, created_at, expires_at, ends_at) VALUES ('t', 'nobody', 1, 2, 3)",
        )
        .run()
      await new Promise((resolve) => nextTurn(resolve)) // in which the commit fails
      return Response.json({ openid: 'o', session_key: 'AAAAAAAAAAAAAAAAAAAAAA==' })
    },
  })
  const login = { method: 'POST', body: '{"code":"c"}' }
  const answer = app.request('/api/login', {
    ...login,
    headers: { 'content-type': 'application/json' },
  })
  expect((await answer).status).toBe(500)
  store.close()
})

test('a transaction that fails takes back its own, and nothing that was written before', () => {
  const store = openStore(data)
  store.sql(BOOK).run('a', '1')
  const failing = () =>
    store.transaction(() => {
      store.sql(BOOK).run('b', '2')
      store.transaction(() => store.sql(BOOK).run('c', '3'))
      expect(store.find<{ value: string }>(READ, ['c'])?.value).toBe('3')
      throw new Error('stop')
    })
  expect(failing).toThrow('stop')
  expect(['a', 'b', 'c'].map((key) => store.find(READ, [key]))).toMatchObject([
    { value: '1' },
    undefined,
    undefined,
  ])
  store.close()
  const again = openStore(data)
  expect(again.find(READ, ['a'])).toMatchObject({ value: '1' })
  again.close()
})

test('a row that was found is found as it is now, however it changed', () => {
  const store = openStore(':memory:')
  const find = () => store.find<{ value: string }, string>(READ, ['a'], ({ value }) => value)
  expect(find()).toBeUndefined()
  store.sql(BOOK).run('a', '1')
  expect(find()).toBe('1')
  store.sql('UPDATE settings SET value = ? WHERE key = ?').run('2', 'a')
  expect(find()).toBe('2')
  store.sql(`${BOOK} ON CONFLICT (key) DO UPDATE SET value = excluded.value`).run('a', '3')
  expect(find()).toBe('3')
  store.sql('INSERT OR REPLACE INTO settings VALUES (?, ?)').run('a', '4')
  expect(find()).toBe('4')
  store.sql('DELETE FROM settings').run()
  expect(find()).toBeUndefined()
  store.close()
})

test('a session is forgotten with its user, whose rows go along', () => {
  const store = openStore(':memory:')
  store.sql("INSERT INTO backend_users VALUES ('u', 'o', '', 'k', '{}', 1, 1, '')").run()
  store
    .sql(
      "INSERT INTO backend_sessions (token_hash, user_id, created_at, expires_at, ends_at) VALUES ('t', 'u', 1, 2, 3)",
    )
    .run()
  const find = () => store.find('SELECT * FROM backend_sessions WHERE token_hash = ?', ['t'])
  expect(find()).toMatchObject({ user_id: 'u' })
  store.sql("DELETE FROM backend_users WHERE id = 'u'").run()
  expect(find()).toBeUndefined()
  store.close()
})

test('random bytes come from one page after the other, and none twice', () => {
  const seen = new Set(Array.from({ length: 1_000 }, () => randomBytes(32).toString('hex')))
  expect(seen.size).toBe(1_000)
  expect([...seen].every((text) => /^[\da-f]{64}$/.test(text) && !/^0{16}/.test(text))).toBe(true)
})

test('a large table is changed slice by slice, and others have their turn between', async () => {
  const store = openStore(':memory:')
  const n = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)'
  store
    .sql(
      `INSERT INTO wechat_accounts (appid, user_name, openid, session_key, session_key_expires_at)
       ${n} SELECT 'wx' || (i % 3), 'u' || i, 'o' || i, 'old', 9e15 FROM n`,
    )
    .run()
  const old = () =>
    store
      .sql("SELECT count(*) AS count FROM wechat_accounts WHERE session_key = 'old'")
      .get<{ count: number }>()?.count
  const done = replaceAllSessionKeys(store)
  expect(old()).toBe(3000) // the first slice is done at once, and no more
  await done
  expect(old()).toBe(0)
  store.close()
})
