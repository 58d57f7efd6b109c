import { previewPhone } from '../support/story/in-preview.ts'
import { playStory } from '../support/story/play.ts'
import type { Story } from '../support/story/story.ts'
import { stories as ofControls } from '../shared-stories/controls.ts'
import { stories as ofSignIns } from '../shared-stories/sign-ins.ts'
import { stories as ofTemplate } from '../shared-stories/template/stories.ts'
import { startPreview, type Preview } from './support/preview.ts'

/** The stories that jest plays too, in tests/shared-stories/. */
const projects: [project: string, stories: Story[]][] = [
  ['.', ofTemplate],
  ['tests/shared-stories/controls', ofControls],
  ['tests/shared-stories/sign-ins', ofSignIns],
]

describe.each(projects)('in the preview of %s', (project, stories) => {
  let preview: Preview

  beforeAll(async () => {
    preview = await startPreview(project)
  })

  afterAll(() => preview.close())

  test.each(stories)('$title', async (story) => {
    const page = await preview.newPage()
    await playStory(story, previewPhone(page, preview.origin))
    await page.context().close()
  })
})
