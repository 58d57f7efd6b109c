import { createServer } from 'vite'

// The least there is to compare with: Vite's own server and one button.
const server = await createServer({
  root: 'bench/preview/empty',
  configFile: false,
  logLevel: 'error',
  server: { port: 0, host: '127.0.0.1' },
})
await server.listen()
const address = server.httpServer?.address()
if (address === null || typeof address !== 'object') throw new Error('no address')
console.log(`running at http://127.0.0.1:${address.port}`)
