import { statSync } from 'node:fs'
import { isFromHere, runCommand, say, UsageError } from '../../mock-server/index.ts'
import type { PreviewOptions } from '../preview/preview.ts'
import { findProject } from '../project/root.ts'

/** `start`: the mock server and the preview in one process, on one port. */
export async function start(args: string[]): Promise<undefined> {
  await runCommand(args, ({ project, sharePreview, cloud }) => {
    if (cloud !== undefined) expectFolder(cloud)
    const place = findProject(project) // a folder without a mini-program is reported before anything is served
    return async (server) => {
      // Loaded while the server listens already: a backend that waits for it needs no preview.
      const { addressesOf } = await import('../preview/serve/addresses.ts')
      const { createPreview } = await import('../preview/preview.ts')
      const { withAutomation } = await import('../automator/front.ts')
      const { sayShortcomings } = await import('../check/say.ts')
      sayShortcomings(place, say)
      const maySeeSources: PreviewOptions['maySeeSources'] = (c) => sharePreview || isFromHere(c)
      const addresses = () => addressesOf(server)
      const options = { maySeeSources, isDriven: true, addresses, cloud }
      return withAutomation(await createPreview(project, options), server)
    }
  })
}

/** @throws UsageError */
function expectFolder(path: string) {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  throw new UsageError(
    say(`--cloud 必须是一个文件夹，不能是 "${path}"。`, `--cloud must be a folder, not "${path}".`),
  )
}

/** `mock`: the mock server alone. */
export async function mock(args: string[]): Promise<undefined> {
  await runCommand(args)
}
