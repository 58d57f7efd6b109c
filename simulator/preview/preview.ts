import { createReadStream, existsSync, statSync } from 'node:fs'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { extname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createServer as createVite } from 'vite'
import { findProject } from '../project/root.ts'
import { weappPlugin } from './build/plugin.ts'

/** Files of the mini-program itself: pictures that pages show by their path. */
const FILES = '/__project/files/'
const home = fileURLToPath(new URL('.', import.meta.url))

export interface Preview {
  /** The mini-program's root. */
  root: string
  /** Answers a request of the preview's; calls `next` for every other. */
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): void
  close(): Promise<void>
}

/**
 * The preview of a mini-program: a phone frame with its real pages, and the inspector.
 *
 * @param project the folder with `project.config.json` or `app.json`
 * @param server carries the connection that tells the page of changed files
 * @param hosts names by which another machine may call it, beside its IP addresses
 * @throws ProjectError when there is no mini-program in the folder
 */
export async function createPreview(
  project: string,
  server: Server,
  hosts: readonly string[] = [],
): Promise<Preview> {
  const place = findProject(project)
  const { root } = place
  const vite = await createVite({
    root: home,
    cacheDir: resolve(home, '../../node_modules/.vite/weapp-preview'),
    configFile: false,
    appType: 'mpa',
    logLevel: 'warn',
    clearScreen: false,
    server: {
      middlewareMode: true,
      allowedHosts: [...hosts],
      hmr: { server },
      // Compiled while the browser is still being opened.
      warmup: { clientFiles: ['./frame/main.ts', './runtime/phone.ts'] },
      // The mini-program and this preview's own code, never the mock server's data beside them.
      fs: {
        allow: [resolve(home, '..'), resolve(home, '../../node_modules'), root],
        deny: ['.env', '.env.*', '*.{crt,pem,key}', '**/.git/**', '**/.data/**', '*.sqlite*'],
      },
    },
    optimizeDeps: {
      noDiscovery: true, // nothing else is needed, and the project's modules are made on demand
      include: ['glass-easel', 'glass-easel-miniprogram-adapter'],
    },
    plugins: [weappPlugin(place)],
  })
  return {
    root,
    handle(request, response, next) {
      const path = pathOf(request.url ?? '/')
      if (path === undefined) response.writeHead(400).end('This is no address.')
      else if (path.startsWith(FILES)) serveFile(root, path.slice(FILES.length), response)
      else vite.middlewares(request, response, next)
    },
    close: () => vite.close(),
  }
}

/** `undefined` for what can't be decoded, such as `/%`. */
function pathOf(url: string): string | undefined {
  try {
    return decodeURIComponent(url.split('?')[0] ?? '/')
  } catch {
    return undefined
  }
}

const types: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
}

function serveFile(root: string, path: string, response: ServerResponse) {
  const file = resolve(join(root, path))
  const type = types[extname(file).toLowerCase()]
  const isInside = file.startsWith(`${root}/`) || file.startsWith(`${root}\\`)
  if (!isInside || type === undefined || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('There is no such picture.')
    return
  }
  response.writeHead(200, { 'Content-Type': type })
  createReadStream(file)
    .on('error', () => response.destroy()) // gone or unreadable since it was looked at
    .pipe(response)
}
