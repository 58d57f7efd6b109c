import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Pool } from 'pg'

/** PostgreSQL: a server, or the one embedded in this process. */
export interface Database {
  /** One statement with its values, in its own transaction. */
  query<Row>(sql: string, values?: unknown[]): Promise<Row[]>
  /** Statements without values, in one transaction, under a lock that excludes other processes. */
  migrate(
    lock: number,
    work: (run: (sql: string) => Promise<object[]>) => Promise<void>,
  ): Promise<void>
  close(): Promise<void>
}

/** Connections of one process. All processes together must stay below the server's limit (100). */
const CONNECTIONS = 10

export function openServer(url: string): Database {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: 5000,
    statement_timeout: 10_000,
    application_name: 'weapp-backend',
  })
  pool.on('error', () => {
    // An idle connection broke. The pool has dropped it; the next query opens another.
  })
  return {
    async query<Row>(sql: string, values: unknown[] = []) {
      return (await pool.query(sql, values)).rows as Row[]
    },
    async migrate(lock, work) {
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
        await client.query('SET LOCAL statement_timeout = 0')
        await client.query('SELECT pg_advisory_xact_lock($1)', [lock])
        await work(async (sql) => (await client.query(sql)).rows as object[])
        await client.query('COMMIT')
      } catch (error) {
        await client.query('ROLLBACK').catch(() => {}) // the connection may be what broke
        throw error
      } finally {
        client.release()
      }
    },
    close: () => pool.end(),
  }
}

/** PGlite, for development: PostgreSQL in this process, kept in a folder. */
export async function openEmbedded(folder: string): Promise<Database> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const database = await PGlite.create(join(folder, 'postgres'))
  return {
    async query<Row>(sql: string, values: unknown[] = []) {
      return (await database.query<Row>(sql, values)).rows
    },
    migrate: (_lock, work) =>
      database.transaction((transaction) =>
        work(async (sql) => (await transaction.exec(sql)).at(-1)?.rows ?? []),
      ),
    close: () => database.close(),
  }
}
