import { serve } from '@hono/node-server'
import type { Server } from 'node:http'
import { Accounts } from './accounts.ts'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { openEmbedded, openServer } from './database.ts'
import { migrate } from './migrations.ts'
import { log } from './serving.ts'
import { Wechat } from './wechat.ts'

const CLEANING_MS = 10 * 60_000

try {
  await start()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

async function start() {
  const config = readConfig(process.env)
  const { host, port, databaseUrl } = config
  const database = databaseUrl ? openServer(databaseUrl) : await openEmbedded(config.dataFolder)
  for (const name of await migrate(database, config.migrations)) log({ migrated: name })
  const accounts = new Accounts(database, config.sealingKey)
  const wechat = new Wechat(config.wechat, config.app)
  const publicUrl = config.publicUrl ?? `http://${host}:${port}`

  const app = createApp(accounts, wechat, publicUrl)
  const server = serve({ fetch: app.fetch, hostname: host, port }) as Server
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  server.on('listening', () =>
    log({
      serving: `http://${host}:${port}`,
      wechat: config.wechat,
      database: databaseUrl ? 'server' : 'embedded',
    }),
  )
  server.on('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })

  const cleaning = setInterval(() => accounts.removeEnded().catch(() => {}), CLEANING_MS).unref()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      clearInterval(cleaning)
      // Requests in progress are answered first; idle connections are closed.
      server.close(() => void Promise.all([database.close(), wechat.close()]))
      server.closeIdleConnections()
    })
  }
}
