import { startServer, type RunningServer } from '../../../mock-server/server.ts'
import { createPreview } from '../../../simulator/preview/preview.ts'
import type { Answer, Request } from './previews.ts'

// A process of its own: opens and closes previews as it is asked, and ends with the one that asks.

const servers = new Map<string, RunningServer>()

async function answer(request: Request): Promise<Answer> {
  const { id } = request
  if ('close' in request) {
    await servers.get(request.close)?.close()
    servers.delete(request.close)
    return { id }
  }
  const server = await startServer({ port: 0 }, () => createPreview(request.open))
  await server.ready
  servers.set(server.origin, server)
  return { id, origin: server.origin }
}

process.on('message', (request: Request) => {
  answer(request).then(
    (result) => process.send?.(result),
    (error: Error) => process.send?.({ id: request.id, failure: error.stack ?? error.message }),
  )
})
process.once('disconnect', () => process.exit(0))
