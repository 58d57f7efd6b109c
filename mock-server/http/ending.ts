import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Prepares a server's end: what is in progress is answered, for `graceMs` at most; idle connections end
 * at once. A connection that was upgraded or became a tunnel is no request's any more, so Node does
 * not end it by itself; left open, it would keep the server from ending.
 *
 * @param inner servers that answer on connections of this one
 */
export function prepareEnd(server: Server, inner: readonly Server[] = []) {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    if (sockets.has(socket)) return // one whose offer to upgrade was ignored comes again
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return (graceMs: number): Promise<void> =>
    new Promise((resolve) => {
      const impatient = setTimeout(() => {
        for (const socket of sockets) socket.destroy()
      }, graceMs)
      server.close(() => {
        clearTimeout(impatient)
        resolve()
      })
      for (const one of [server, ...inner]) one.closeIdleConnections()
    })
}
