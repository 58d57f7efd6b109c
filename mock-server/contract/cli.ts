import { runContract } from './command.ts'

process.exitCode = await runContract(process.argv.slice(2))
