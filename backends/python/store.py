"""Users, sessions and pictures, in SQLite."""

import hashlib
import json
import os
import secrets
import sqlite3
import threading
import time

SESSION_SECONDS = 7 * 24 * 3600
BLANK = {"nickName": "", "avatarUrl": "", "gender": 0, "city": "", "province": "", "country": ""}
ANONYMOUS = "微信用户"  # WeChat's name for users who have not chosen one

SCHEMA = """
    CREATE TABLE IF NOT EXISTS users (
        id TEXT PRIMARY KEY, openid TEXT NOT NULL UNIQUE, unionid TEXT, session_key TEXT NOT NULL,
        profile TEXT NOT NULL DEFAULT '{}', phone TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE TABLE IF NOT EXISTS sessions (
        token_hash TEXT PRIMARY KEY, ends REAL NOT NULL,
        user_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX IF NOT EXISTS sessions_of_user ON sessions (user_id);
    CREATE INDEX IF NOT EXISTS sessions_by_end ON sessions (ends);
    CREATE TABLE IF NOT EXISTS pictures (
        user_id TEXT PRIMARY KEY REFERENCES users ON DELETE CASCADE,
        name TEXT NOT NULL UNIQUE, type TEXT NOT NULL, bytes BLOB NOT NULL
    ) STRICT;
"""


class Gone(Exception):
    """The account has been deleted."""


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()  # reading the file does not allow signing in


class Store:
    """One connection, used by one thread at a time. A change is on disk when its method returns."""

    def __init__(self, path: str):
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        self._lock = threading.RLock()
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._database.row_factory = sqlite3.Row
        self._database.executescript(
            f"PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; {SCHEMA}"
        )

    def close(self) -> None:
        with self._lock:
            self._database.close()

    def sign_in(self, wechat: dict, change: dict, former_token: str) -> tuple[str, dict]:
        """Finds or makes the user behind an openid, and opens a session.

        The session that the phone had before ends if it was somebody else's.
        """
        token, now = secrets.token_urlsafe(32), time.time()
        with self._transaction() as database:
            database.execute("DELETE FROM sessions WHERE ends <= ?", (now,))
            database.execute(
                """INSERT INTO users (id, openid, unionid, session_key) VALUES (?, ?, ?, ?)
                   ON CONFLICT (openid) DO UPDATE
                   SET unionid = excluded.unionid, session_key = excluded.session_key""",
                (
                    secrets.token_hex(12),
                    wechat["openid"],
                    wechat.get("unionid"),
                    wechat["session_key"],
                ),
            )
            row = database.execute(
                "SELECT * FROM users WHERE openid = ?", (wechat["openid"],)
            ).fetchone()
            user = self._change(row, change)
            database.execute(
                "INSERT INTO sessions (token_hash, user_id, ends) VALUES (?, ?, ?)",
                (hash_of(token), user["id"], now + SESSION_SECONDS),
            )
            database.execute(
                "DELETE FROM sessions WHERE token_hash = ? AND user_id <> ?",
                (hash_of(former_token), user["id"]),
            )
        return token, user

    def session(self, token: str) -> sqlite3.Row | None:
        """The user's row with `ends`, or None where the session is over."""
        with self._lock:
            return self._database.execute(
                "SELECT users.*, ends FROM sessions JOIN users ON users.id = user_id"
                " WHERE token_hash = ? AND ends > ?",
                (hash_of(token), time.time()),
            ).fetchone()

    def sign_out(self, token: str) -> None:
        """Ends a session; an expired or unknown one counts as ended."""
        with self._transaction() as database:
            database.execute("DELETE FROM sessions WHERE token_hash = ?", (hash_of(token),))

    def change_profile(self, user_id: str, change: dict) -> dict:
        with self._transaction():
            return self._change(self._row(user_id), change)

    def bind_phone(self, user_id: str, number: str) -> dict:
        with self._transaction() as database:
            database.execute("UPDATE users SET phone = ? WHERE id = ?", (number, user_id))
            return shown(self._row(user_id))

    def keep_picture(self, user_id: str, kind: str, picture: bytes, address_of) -> dict:
        """Keeps a picture in place of the user's former one."""
        name = secrets.token_hex(16)
        with self._transaction() as database:
            row = self._row(user_id)
            database.execute(
                "REPLACE INTO pictures VALUES (?, ?, ?, ?)", (user_id, name, kind, picture)
            )
            return self._change(row, {"avatarUrl": address_of(name)})

    def picture(self, name: str) -> tuple[str, bytes] | None:
        with self._lock:
            row = self._database.execute(
                "SELECT type, bytes FROM pictures WHERE name = ?", (name,)
            ).fetchone()
        return tuple(row) if row else None

    def delete(self, user_id: str) -> None:
        """Deletes a user with sessions and picture."""
        with self._transaction() as database:
            database.execute("DELETE FROM users WHERE id = ?", (user_id,))

    def _transaction(self) -> "_Transaction":
        return _Transaction(self._lock, self._database)

    def _row(self, user_id: str) -> sqlite3.Row:
        row = self._database.execute("SELECT * FROM users WHERE id = ?", (user_id,)).fetchone()
        if not row:
            raise Gone
        return row

    def _change(self, row: sqlite3.Row, change: dict) -> dict:
        profile = json.loads(row["profile"])
        if change and not (change.get("nickName") == ANONYMOUS and profile.get("nickName")):
            text = json.dumps(profile | change)
            self._database.execute("UPDATE users SET profile = ? WHERE id = ?", (text, row["id"]))
        return shown(self._row(row["id"]))


class _Transaction:
    """Runs one transaction; one at a time."""

    def __init__(self, lock: threading.RLock, database: sqlite3.Connection):
        self._lock, self._database = lock, database

    def __enter__(self) -> sqlite3.Connection:
        self._lock.acquire()
        try:
            self._database.execute("BEGIN IMMEDIATE")
        except BaseException:
            self._lock.release()
            raise
        return self._database

    def __exit__(self, error: type | None, *_: object) -> None:
        try:
            self._database.execute("ROLLBACK" if error else "COMMIT")
        finally:
            self._lock.release()


def shown(row: sqlite3.Row) -> dict:
    """The user as the client sees it: no openid, no session_key, the number masked."""
    return {
        "id": row["id"],
        **BLANK,
        **json.loads(row["profile"]),
        "phoneNumber": masked(row["phone"]),
    }


def masked(number: str) -> str:
    """13800138000 as 138****8000."""
    return f"{number[:-8]}****{number[-4:]}" if len(number) >= 8 else "*" * len(number)
