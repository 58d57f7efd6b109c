import { isFromHere, runCommand } from '../../mock-server/index.ts'
import type { PreviewOptions } from '../preview/preview.ts'
import { findProject } from '../project/root.ts'

/** `start`: the mock server and the preview in one process, on one port. */
export async function start(args: string[]): Promise<undefined> {
  await runCommand(args, ({ project, sharePreview }) => {
    const place = findProject(project) // what is no mini-program is said before anything is served
    return async (server) => {
      // Loaded while the server listens already: a backend that waits for it needs no preview.
      const { createPreview } = await import('../preview/preview.ts')
      const { withAutomation } = await import('../automator/front.ts')
      const { sayShortcomings } = await import('../check/say.ts')
      sayShortcomings(place)
      const maySeeSources: PreviewOptions['maySeeSources'] = (c) => sharePreview || isFromHere(c)
      return withAutomation(await createPreview(project, { maySeeSources, isDriven: true }), server)
    }
  })
}

/** `mock`: the mock server alone. */
export async function mock(args: string[]): Promise<undefined> {
  await runCommand(args)
}
