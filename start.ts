import { runCommand } from './mock-server/command.ts'
import { findProject } from './simulator/project/root.ts'

// `npm start`: the mock server and the preview in one process, on one port.
await runCommand((project) => {
  findProject(project) // what is no mini-program is said before anything is served
  return async (server, hosts) => {
    // Loaded while the server listens already: a backend that waits for it needs no preview.
    const { createPreview } = await import('./simulator/preview/preview.ts')
    return createPreview(project, server, hosts)
  }
})
