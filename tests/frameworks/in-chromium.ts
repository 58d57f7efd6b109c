import { join } from 'node:path'
import { previewDriver } from '../../simulator/scenario/in-preview.ts'
import { runScenario } from '../../simulator/scenario/run.ts'
import { startPreview, type Preview } from '../e2e/support/preview.ts'
import { stories } from './stories/stories.ts'
import { WORKSHOP } from './support/stacks.ts'

let preview: Preview | undefined

afterEach(async () => {
  await preview?.close()
  preview = undefined
})

for (const [name, scenarios] of Object.entries(stories)) {
  test(`${name} in the preview`, async () => {
    preview = await startPreview(join(WORKSHOP, name))
    for (const scenario of scenarios) {
      const page = await preview.newPage()
      const problems: string[] = []
      page.on('pageerror', (error) => problems.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text())
      })
      await runScenario(scenario, previewDriver(page, preview.origin))
      expect({ [scenario.title]: problems }).toEqual({ [scenario.title]: [] })
      await page.context().close()
    }
  })
}
