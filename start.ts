import { start } from './simulator/cli/start.ts'

// `npm start`: the mock server and the preview in one process, on one port.
await start(process.argv.slice(2))
