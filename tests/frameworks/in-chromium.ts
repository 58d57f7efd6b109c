import { join } from 'node:path'
import { previewPhone } from '../support/story/in-preview.ts'
import { playStory } from '../support/story/play.ts'
import { startPreview, type Preview } from '../e2e/support/preview.ts'
import { stories } from './stories/stories.ts'
import { WORKSHOP } from './support/stacks.ts'

describe.each(Object.entries(stories))('%s', (name, ofProject) => {
  let preview: Preview

  beforeAll(async () => {
    preview = await startPreview(join(WORKSHOP, name))
  })

  afterAll(() => preview.close())

  test.each(ofProject)('$title', async (story) => {
    const page = await preview.newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => {
      // An icon font that is not reached, and an answer with 401, are said by the browser itself.
      const isOfBrowser = message.text().startsWith('Failed to load resource')
      if (message.type() === 'error' && !isOfBrowser) problems.push(message.text())
    })
    await playStory(story, previewPhone(page, preview.origin))
    expect(problems).toEqual([])
    await page.context().close()
  })
})
