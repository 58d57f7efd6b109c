import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Hub } from './hub.ts'
import { serveAutomator } from './sockets.ts'
import { toolDomain, type Surroundings } from './tool.ts'

/** A preview, as far as its server deals with it. */
interface Front {
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): void
  close(): Promise<void>
}

/**
 * A preview whose phone programs can drive: at `/__automator` of the server that serves it.
 *
 * @param surroundings what the program around it can do besides
 */
export function withAutomation<Shown extends Front>(
  front: Shown,
  server: Server,
  surroundings: Partial<Surroundings> = {},
): Shown & { automator: Hub } {
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const automator = new Hub(toolDomain({ origin, ...surroundings }))
  const stop = serveAutomator(server, automator)
  return {
    ...front,
    automator,
    close() {
      stop()
      return front.close()
    },
  }
}
