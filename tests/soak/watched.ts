import { runCommand } from '../../mock-server/command.ts'

/** The mock server as `npm run mock` starts it; its parent may ask what it holds on to. */
export interface Held {
  /** Bytes of JavaScript objects and of buffers, after everything that can go is gone. */
  bytes: number
  /** Sockets, timers and whatever else keeps a process alive. */
  resources: number
}

process.on('message', () => {
  for (let time = 0; time < 3; time++) globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  const held: Held = {
    bytes: heapUsed + external,
    resources: process.getActiveResourcesInfo().length,
  }
  process.send?.(held)
})

await runCommand()
