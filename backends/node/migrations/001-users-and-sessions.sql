CREATE TABLE users (
  id text PRIMARY KEY,
  openid text NOT NULL UNIQUE,
  unionid text,
  -- Encrypted by this server: who reads a backup can't decrypt what WeChat encrypted.
  sealed_session_key bytea NOT NULL,
  profile jsonb NOT NULL DEFAULT '{}',
  phone text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE sessions (
  -- SHA-256 of the token: who reads a backup can't sign in with it.
  token_hash bytea PRIMARY KEY,
  user_id text NOT NULL REFERENCES users ON DELETE CASCADE,
  ends_at timestamptz NOT NULL
);

CREATE INDEX sessions_of_user ON sessions (user_id);
CREATE INDEX sessions_by_end ON sessions (ends_at);

CREATE TABLE pictures (
  user_id text PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  name text NOT NULL UNIQUE,
  type text NOT NULL,
  bytes bytea NOT NULL
);
