<?php

declare(strict_types=1);

namespace Weapp;

use PDO;

/** Users, sessions and pictures, in SQLite. For MySQL or PostgreSQL, change the DSN and the schema. */
final class Store
{
    public const SESSION_SECONDS = 7 * 24 * 3600;
    private const BLANK = [
        'nickName' => '',
        'avatarUrl' => '',
        'gender' => 0,
        'city' => '',
        'province' => '',
        'country' => '',
    ];
    /** WeChat's name for users who have not chosen one. */
    private const ANONYMOUS = '微信用户';
    private const SCHEMA = <<<'SQL'
    CREATE TABLE IF NOT EXISTS users (
        id TEXT PRIMARY KEY, openid TEXT NOT NULL UNIQUE, unionid TEXT, session_key TEXT NOT NULL,
        profile TEXT NOT NULL DEFAULT '{}', phone TEXT NOT NULL DEFAULT ''
    );
    CREATE TABLE IF NOT EXISTS sessions (
        token_hash TEXT PRIMARY KEY, ends INTEGER NOT NULL,
        user_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE
    );
    CREATE INDEX IF NOT EXISTS sessions_of_user ON sessions (user_id);
    CREATE INDEX IF NOT EXISTS sessions_by_end ON sessions (ends);
    CREATE TABLE IF NOT EXISTS pictures (
        user_id TEXT PRIMARY KEY REFERENCES users ON DELETE CASCADE,
        name TEXT NOT NULL UNIQUE, type TEXT NOT NULL, bytes BLOB NOT NULL
    );
    CREATE TABLE IF NOT EXISTS access_tokens (appid TEXT PRIMARY KEY, token TEXT NOT NULL, ends INTEGER NOT NULL);
    SQL;

    private PDO $database;

    public function __construct(string $path)
    {
        $isNew = !file_exists($path);
        $this->database = new PDO(
            "sqlite:$path",
            options: [
                PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
                PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
                PDO::ATTR_TIMEOUT => 10,
            ],
        );
        if ($isNew) {
            chmod($path, 0600);
            $this->database->exec('PRAGMA journal_mode = WAL');
        }
        $this->database->exec('PRAGMA foreign_keys = ON');
        if ($isNew || $this->one("SELECT 1 FROM sqlite_master WHERE name = 'access_tokens'", []) === null) {
            $this->database->exec(self::SCHEMA);
        }
    }

    /**
     * Finds or makes the user behind an openid, and opens a session. The session that the phone had before
     * ends if it was another user's.
     *
     * @return array{string, array} the token, of which only the hash is kept, and the user
     */
    public function signIn(array $identity, array $change, string $formerToken): array
    {
        $token = rtrim(strtr(base64_encode(random_bytes(32)), '+/', '-_'), '=');
        $user = $this->transaction(function () use ($identity, $change, $formerToken, $token) {
            $this->run('DELETE FROM sessions WHERE ends <= ?', [time()]);
            $this->run(
                'INSERT INTO users (id, openid, unionid, session_key) VALUES (?, ?, ?, ?)
                 ON CONFLICT (openid) DO UPDATE SET unionid = excluded.unionid, session_key = excluded.session_key',
                [
                    bin2hex(random_bytes(12)),
                    $identity['openid'],
                    $identity['unionid'] ?? null,
                    $identity['session_key'],
                ],
            );
            $row = $this->one('SELECT * FROM users WHERE openid = ?', [$identity['openid']]);
            $this->run('INSERT INTO sessions (token_hash, user_id, ends) VALUES (?, ?, ?)', [
                self::hash($token),
                $row['id'],
                time() + self::SESSION_SECONDS,
            ]);
            $this->run('DELETE FROM sessions WHERE token_hash = ? AND user_id <> ?', [
                self::hash($formerToken),
                $row['id'],
            ]);
            return $this->change($row, $change);
        });
        return [$token, $user];
    }

    /** The user's row with `ends`, or null where the session is over. */
    public function session(string $token): ?array
    {
        return $this->one(
            'SELECT users.*, ends FROM sessions JOIN users ON users.id = user_id WHERE token_hash = ? AND ends > ?',
            [self::hash($token), time()],
        );
    }

    /** Ends a session; an expired or unknown one counts as ended. */
    public function signOut(string $token): void
    {
        $this->run('DELETE FROM sessions WHERE token_hash = ?', [self::hash($token)]);
    }

    public function changeProfile(string $id, array $change): array
    {
        return $this->transaction(fn() => $this->change($this->row($id), $change));
    }

    public function bindPhone(string $id, string $number): array
    {
        return $this->transaction(function () use ($id, $number) {
            $this->run('UPDATE users SET phone = ? WHERE id = ?', [$number, $id]);
            return self::shown($this->row($id));
        });
    }

    /** Keeps a picture in place of the user's former one. */
    public function keepPicture(string $id, string $type, string $bytes, string $path): array
    {
        $name = bin2hex(random_bytes(16));
        return $this->transaction(function () use ($id, $type, $bytes, $path, $name) {
            $row = $this->row($id);
            $this->run('REPLACE INTO pictures VALUES (?, ?, ?, ?)', [$id, $name, $type, $bytes]);
            return $this->change($row, ['avatarUrl' => $path . $name]);
        });
    }

    /** @return ?array{type: string, bytes: string} */
    public function picture(string $name): ?array
    {
        return $this->one('SELECT type, bytes FROM pictures WHERE name = ?', [$name]);
    }

    /** Deletes a user with sessions and picture. */
    public function delete(string $id): void
    {
        $this->run('DELETE FROM users WHERE id = ?', [$id]);
    }

    /** The stored access_token, while it is valid. */
    public function accessToken(string $appid): ?string
    {
        return $this->one('SELECT token FROM access_tokens WHERE appid = ? AND ends > ?', [$appid, time() + 60])[
            'token'
        ] ?? null;
    }

    public function keepAccessToken(string $appid, string $token, int $seconds): void
    {
        $this->run('REPLACE INTO access_tokens VALUES (?, ?, ?)', [$appid, $token, time() + $seconds]);
    }

    /** The user as the client sees it: no openid, no session_key, the number masked. */
    public static function shown(array $row): array
    {
        $phone = $row['phone'];
        // 13800138000 as 138****8000
        $masked =
            strlen($phone) < 8 ? str_repeat('*', strlen($phone)) : substr($phone, 0, -8) . '****' . substr($phone, -4);
        $profile = json_decode($row['profile'], true, flags: JSON_THROW_ON_ERROR);
        return ['id' => $row['id']] + $profile + self::BLANK + ['phoneNumber' => $masked];
    }

    private static function hash(string $token): string
    {
        return hash('sha256', $token); // reading the file does not allow signing in
    }

    private function change(array $row, array $change): array
    {
        $profile = json_decode($row['profile'], true, flags: JSON_THROW_ON_ERROR);
        $isDemoted = ($change['nickName'] ?? '') === self::ANONYMOUS && ($profile['nickName'] ?? '') !== '';
        if (!$isDemoted && $change !== []) {
            $text = json_encode($change + $profile, JSON_THROW_ON_ERROR | JSON_FORCE_OBJECT);
            $this->run('UPDATE users SET profile = ? WHERE id = ?', [$text, $row['id']]);
        }
        return self::shown($this->row($row['id']));
    }

    private function row(string $id): array
    {
        return $this->one('SELECT * FROM users WHERE id = ?', [$id]) ?? throw Problem::sessionExpired();
    }

    private function one(string $sql, array $values): ?array
    {
        return $this->run($sql, $values)->fetch() ?: null;
    }

    private function run(string $sql, array $values): \PDOStatement
    {
        $statement = $this->database->prepare($sql);
        $statement->execute($values);
        return $statement;
    }

    /** Runs a transaction. It takes the write lock at its start, so that there are no deadlocks. */
    private function transaction(callable $work): mixed
    {
        $this->database->exec('BEGIN IMMEDIATE');
        try {
            $result = $work();
            $this->database->exec('COMMIT');
            return $result;
        } catch (\Throwable $error) {
            $this->database->exec('ROLLBACK');
            throw $error;
        }
    }
}
