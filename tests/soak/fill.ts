import { createMockServer } from '../../mock-server/app.ts'
import { openStore } from '../../mock-server/store/store.ts'
import { defaultApp } from '../../mock-server/wechat/apps.ts'

/**
 * node --import tsx tests/soak/fill.ts FILE COUNT: people who are signed in, each with a code that was
 * used. A process of its own, since libsql lets go of a file only at its end.
 */
const [data = '', count = ''] = process.argv.slice(2)
const DAY_MS = 86_400_000

const store = openStore(data)
createMockServer({ store, wechatBaseUrl: () => '' })
const now = Date.now()
const profile = JSON.stringify({ nickName: '小满', avatarUrl: '/x', gender: 0 })
const user = "printf('u%09d', i)" // rising: random keys would take minutes to insert
const key = "'AAAAAAAAAAAAAAAAAAAAAA=='"
const values: Record<string, string> = {
  'wechat_users (name, unionid, profile, phone_number)': `${user}, ${user}, '${profile}', '13800138000'`,
  'wechat_accounts (appid, user_name, openid, session_key, session_key_issued_at, session_key_expires_at, active_at)': `'${defaultApp.appid}', ${user}, ${user}, ${key}, ${now}, ${now + 3 * DAY_MS}, ${now}`,
  'backend_users (id, openid, session_key, profile, created_at, signed_in_at)': `${user}, ${user}, ${key}, '${profile}', ${now}, ${now}`,
  'backend_sessions (token_hash, user_id, created_at, expires_at, ends_at)': `${user}, ${user}, ${now}, ${now + 7 * DAY_MS}, ${now + 30 * DAY_MS}`,
  // Half of them are to be forgotten.
  'wechat_codes (code, appid, user_name, issued_at, used_at, kind)': `${user}, '${defaultApp.appid}', ${user}, ${now} - (i % 2) * ${2 * DAY_MS}, ${now}, 'login'`,
}
for (const [into, selected] of Object.entries(values)) {
  const n = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`
  store.sql(`INSERT INTO ${into} ${n} SELECT ${selected} FROM n`).run()
}
store.close()
