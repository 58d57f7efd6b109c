import { previewDriver } from '../../simulator/scenario/in-preview.ts'
import { runScenario } from '../../simulator/scenario/run.ts'
import type { Scenario } from '../../simulator/scenario/scenario.ts'
import { scenarios as ofControls } from '../scenarios/controls.ts'
import { scenarios as ofSignIns } from '../scenarios/sign-ins.ts'
import { scenarios as ofTemplate } from '../scenarios/template/scenarios.ts'
import { startPreview, type Preview } from './support/preview.ts'

/** The scenarios that jest plays too, in tests/scenarios/. */
const projects: [project: string, scenarios: Scenario[]][] = [
  ['.', ofTemplate],
  ['tests/scenarios/controls', ofControls],
  ['tests/scenarios/sign-ins', ofSignIns],
]

describe.each(projects)('in the preview of %s', (project, scenarios) => {
  let preview: Preview

  beforeAll(async () => {
    preview = await startPreview(project)
  })

  afterAll(() => preview.close())

  test.each(scenarios)('$title', async (scenario) => {
    const page = await preview.newPage()
    await runScenario(scenario, previewDriver(page, preview.origin))
    await page.context().close()
  })
})
