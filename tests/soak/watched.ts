import { runCommand } from '../../mock-server/command.ts'

/** The mock server as `npm run mock` starts it; its parent may ask what it holds on to. */
export interface Held {
  /** Bytes of JavaScript objects and of buffers, after everything that can go is gone. */
  bytes: number
  /** Sockets, timers and whatever else keeps a process alive. */
  resources: number
  /** Bytes of the whole process that are in memory. */
  rss: number
}

process.on('message', () => {
  for (let time = 0; time < 3; time++) globalThis.gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  const held: Held = {
    bytes: heapUsed + external,
    resources: process.getActiveResourcesInfo().length,
    rss,
  }
  process.send?.(held)
})

await runCommand(process.argv.slice(2))
