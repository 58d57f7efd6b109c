/**
 * The package's public face: the server in a program of your own.
 *
 *     import { startServer } from 'weapp-mock-server'
 *     const server = await startServer({ port: 0 })
 *     // ... server.origin
 *     await server.close()
 */
export { runCommand } from './command.ts'
export { contractUsage, runContract } from './contract/command.ts'
export { isFromHere } from './http/guard.ts'
export { inLanguage, say, wordsOf, type Words } from './command-line/language.ts'
export { readCommandLine } from './command-line/read.ts'
export { UsageError } from './command-line/usage-error.ts'
export { previewUsage, serverUsage } from './usage.ts'
export { readPort, readProfile } from './options.ts'
export { startServer, type RunningServer } from './server.ts'
export type { ProxyChoice, ServerOptions } from './server-options.ts'
