import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Hub } from './hub.ts'
import { serveAutomator, type AutomatorSockets } from './sockets.ts'
import { toolDomain, type Surroundings } from './tool.ts'

/** A preview, as far as its server deals with it. */
interface Front {
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): void
  close(): Promise<void>
}

/**
 * A preview whose phone programs can drive: at `/__automator` of the server that serves it.
 *
 * @param surroundings abilities of the program that opened it
 */
export function withAutomation<Shown extends Front>(
  front: Shown,
  server: Server,
  surroundings: Partial<Surroundings> = {},
): Shown & { automator: Hub } & Pick<AutomatorSockets, 'takeUpgrade'> {
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const automator = new Hub(toolDomain({ origin, ...surroundings }))
  const sockets = serveAutomator(automator)
  return {
    ...front,
    automator,
    takeUpgrade: (...offered) => sockets.takeUpgrade(...offered),
    close() {
      sockets.close()
      return front.close()
    },
  }
}
