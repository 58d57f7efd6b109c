/**
 * The schema, as the steps that lead to it. Step N brings a file from version N - 1 to N; steps
 * that were released are never edited, only followed by new ones.
 *
 * `wechat_*` tables are the platform's and are read only under `mock-server/wechat`; `backend_*`
 * tables are the developer's and are read only under `mock-server/backend`. Times are milliseconds
 * since 1970 on the server's clock.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE wechat_apps (
    appid TEXT PRIMARY KEY,
    secret TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE wechat_users (
    name TEXT PRIMARY KEY,
    unionid TEXT NOT NULL UNIQUE,
    profile TEXT NOT NULL,
    phone_number TEXT NOT NULL,
    blocked INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID;

  -- What WeChat keeps of one user in one mini-program.
  CREATE TABLE wechat_accounts (
    appid TEXT NOT NULL,
    user_name TEXT NOT NULL,
    openid TEXT NOT NULL UNIQUE,
    session_key TEXT,
    session_key_issued_at INTEGER,
    session_key_expires_at INTEGER,
    auth_setting TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (appid, user_name)
  ) WITHOUT ROWID;

  CREATE TABLE wechat_codes (
    code TEXT PRIMARY KEY,
    appid TEXT NOT NULL,
    user_name TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    used_at INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX wechat_codes_by_age ON wechat_codes (issued_at);

  CREATE TABLE backend_users (
    id TEXT PRIMARY KEY,
    openid TEXT NOT NULL UNIQUE,
    unionid TEXT,
    session_key TEXT NOT NULL,
    profile TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    signed_in_at INTEGER NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE backend_sessions (
    token_hash TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES backend_users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX backend_sessions_by_user ON backend_sessions (user_id);
  CREATE INDEX backend_sessions_by_end ON backend_sessions (expires_at);
  `,
  `
  -- Apps bound to one Open Platform account see one unionid; NULL: bound to none.
  ALTER TABLE wechat_apps ADD COLUMN open_account TEXT DEFAULT 'main';
  ALTER TABLE wechat_users ADD COLUMN country_code TEXT NOT NULL DEFAULT '86';
  -- 'login' or 'phone': two kinds that are never taken for each other.
  ALTER TABLE wechat_codes ADD COLUMN kind TEXT NOT NULL DEFAULT 'login';
  -- When the user was last seen in the mini-program.
  ALTER TABLE wechat_accounts ADD COLUMN active_at INTEGER NOT NULL DEFAULT 0;

  CREATE TABLE wechat_tokens (
    access_token TEXT PRIMARY KEY,
    appid TEXT NOT NULL,
    -- 'plain' from /cgi-bin/token, 'stable' from /cgi-bin/stable_token.
    kind TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    superseded_at INTEGER,
    -- 1: asked for with force_refresh, of which there are twenty a day.
    forced INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID;
  CREATE INDEX wechat_tokens_by_app ON wechat_tokens (appid, kind, issued_at);

  -- What checkencryptedmsg knows: the sha256 of each phone number's encryptedData.
  CREATE TABLE wechat_messages (
    hash TEXT PRIMARY KEY,
    appid TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX wechat_messages_by_age ON wechat_messages (created_at);

  ALTER TABLE backend_users ADD COLUMN phone_number TEXT NOT NULL DEFAULT '';
  -- A session slides with use, but never beyond this.
  ALTER TABLE backend_sessions ADD COLUMN ends_at INTEGER NOT NULL DEFAULT 0;
  UPDATE backend_sessions SET ends_at = created_at + 2592000000;

  CREATE TABLE backend_pictures (
    name TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES backend_users (id) ON DELETE CASCADE,
    type TEXT NOT NULL,
    bytes BLOB NOT NULL,
    created_at INTEGER NOT NULL
  );
  CREATE INDEX backend_pictures_by_user ON backend_pictures (user_id, created_at);
  `,
  `
  -- Each cost every sign-in a page to write, and served what happens once a minute or less often.
  DROP INDEX backend_sessions_by_user;
  DROP INDEX backend_sessions_by_end;
  DROP INDEX wechat_codes_by_age;
  `,
  `
  -- What the console at mp.weixin.qq.com lets a developer set, as JSON.
  ALTER TABLE wechat_apps ADD COLUMN options TEXT NOT NULL DEFAULT '{}';

  -- How many messages of a template a user still accepts.
  CREATE TABLE wechat_subscriptions (
    appid TEXT NOT NULL,
    user_name TEXT NOT NULL,
    template_id TEXT NOT NULL,
    remaining INTEGER NOT NULL,
    PRIMARY KEY (appid, user_name, template_id)
  ) WITHOUT ROWID;

  -- Subscribe messages that were sent to a user's phone.
  CREATE TABLE wechat_notices (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    appid TEXT NOT NULL,
    user_name TEXT NOT NULL,
    content TEXT NOT NULL,
    sent_at INTEGER NOT NULL
  );
  CREATE INDEX wechat_notices_by_user ON wechat_notices (appid, user_name, id);

  -- Where a mini-program code, a scheme or a URL link leads.
  CREATE TABLE wechat_links (
    ticket TEXT PRIMARY KEY,
    appid TEXT NOT NULL,
    target TEXT NOT NULL,
    expires_at INTEGER
  ) WITHOUT ROWID;

  -- The keys of wx.getUserCryptoManager, of which each user has a new one every hour.
  CREATE TABLE wechat_user_keys (
    appid TEXT NOT NULL,
    user_name TEXT NOT NULL,
    version INTEGER NOT NULL,
    encrypt_key TEXT NOT NULL,
    iv TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (appid, user_name, version)
  ) WITHOUT ROWID;

  -- Orders a user has paid, as far as getpaidunionid asks for them.
  CREATE TABLE wechat_payments (
    transaction_id TEXT PRIMARY KEY,
    appid TEXT NOT NULL,
    user_name TEXT NOT NULL,
    mch_id TEXT,
    out_trade_no TEXT,
    paid_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  `,
  `
  -- Deleting an account looked through all sessions. It costs a sign-in some tenth of its time.
  CREATE INDEX backend_sessions_by_user ON backend_sessions (user_id);
  `,
  `
  -- A refresh token is good for one use. All of one sign-in are a family, which ends as a whole.
  CREATE TABLE backend_refresh_tokens (
    token_hash TEXT PRIMARY KEY,
    family TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES backend_users (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX backend_refresh_tokens_by_user ON backend_refresh_tokens (user_id);

  -- Absent: the session was made without a refresh token.
  ALTER TABLE backend_sessions ADD COLUMN family TEXT;
  `,
]
