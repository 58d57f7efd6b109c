import { setImmediate as nextTurn } from 'node:timers'
import { createMockServer } from '../../mock-server/app.ts'
import { randomBytes } from '../../mock-server/random.ts'
import { replaceAllSessionKeys } from '../../mock-server/wechat/accounts.ts'
import { openStore } from '../../mock-server/store/store.ts'
import { useDataFile } from '../support/folder.ts'

const paths = useDataFile()

const READ = 'SELECT value FROM settings WHERE key = ?'
const BOOK = 'INSERT INTO settings VALUES (?, ?)'

test('no answer is sent before its writes are committed', async () => {
  const store = openStore(paths.data)
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
  const store = openStore(paths.data)
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

test('a write lost before anything awaited it fails the request that wrote it', async () => {
  const store = openStore(paths.data)
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
  const store = openStore(paths.data)
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
  const again = openStore(paths.data)
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
