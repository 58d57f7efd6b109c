import { runCommand } from './mock-server/command.ts'
import { isFromHere } from './mock-server/http/guard.ts'
import type { PreviewOptions } from './simulator/preview/preview.ts'
import { findProject } from './simulator/project/root.ts'

// `npm start`: the mock server and the preview in one process, on one port.
await runCommand(({ project, sharePreview }) => {
  const place = findProject(project) // what is no mini-program is said before anything is served
  return async (server) => {
    // Loaded while the server listens already: a backend that waits for it needs no preview.
    const { createPreview } = await import('./simulator/preview/preview.ts')
    const { withAutomation } = await import('./simulator/automator/front.ts')
    const { sayShortcomings } = await import('./simulator/check/say.ts')
    sayShortcomings(place)
    const maySeeSources: PreviewOptions['maySeeSources'] = (c) => sharePreview || isFromHere(c)
    return withAutomation(await createPreview(project, { maySeeSources, isDriven: true }), server)
  }
})
