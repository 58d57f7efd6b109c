import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'

// The lower bound: Vite's own server with one button.
const server = await createServer({
  root: fileURLToPath(new URL('empty', import.meta.url)),
  configFile: false,
  logLevel: 'error',
  server: { port: 0, host: '127.0.0.1' },
})
await server.listen()
console.log(`running at http://127.0.0.1:${server.httpServer.address().port}`)
