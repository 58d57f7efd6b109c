import { runCommand } from './mock-server/command.ts'
import { isFromHere } from './mock-server/http/guard.ts'
import { findProject } from './simulator/project/root.ts'

// `npm start`: the mock server and the preview in one process, on one port.
await runCommand(({ project, sharePreview }) => {
  findProject(project) // what is no mini-program is said before anything is served
  return async () => {
    // Loaded while the server listens already: a backend that waits for it needs no preview.
    const { createPreview } = await import('./simulator/preview/preview.ts')
    return createPreview(project, { maySeeSources: (c) => sharePreview || isFromHere(c) })
  }
})
