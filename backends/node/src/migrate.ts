import { readConfig } from './config.ts'
import { openEmbedded, openServer } from './database.ts'
import { migrate } from './migrations.ts'

const { databaseUrl, dataFolder, migrations } = readConfig(process.env)
const database = databaseUrl ? openServer(databaseUrl) : await openEmbedded(dataFolder)
const run = await migrate(database, migrations)
console.log(run.length > 0 ? `Migrated: ${run.join(', ')}` : 'Nothing to migrate.')
await database.close()
