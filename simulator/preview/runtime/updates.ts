import type { ProjectUpdate } from '../build/difference.ts'

type Message = ProjectUpdate | { kind: 'reload' } | { kind: 'bundles' }

/**
 * Follows the mini-program's files as they change. A hidden window closes its connection: a browser has
 * six for one server, over all windows.
 *
 * @param version of what the phone shows
 * @param apply does what is possible without starting again
 */
export function listenToUpdates(version: string, apply: (update: ProjectUpdate) => void) {
  let shown = version
  let stream: EventSource | undefined
  const listen = () => {
    stream?.close()
    if (document.hidden) return
    const own = new EventSource(`/__project/updates?v=${shown}`)
    own.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const message = JSON.parse(data) as Message
      if (message.kind === 'bundles') return top?.location.reload()
      if (message.kind === 'reload') return location.reload()
      shown = message.version
      apply(message)
    })
    // The server is unreachable: once it is back, the request is repeated with the version shown by
    // then.
    own.addEventListener('error', () => {
      own.close()
      if (stream === own) setTimeout(() => stream === own && listen(), AGAIN_MS)
    })
    stream = own
  }
  document.addEventListener('visibilitychange', listen)
  listen()
}

const AGAIN_MS = 500
