import { join } from 'node:path'
import { jestPhone } from '../support/story/in-jest.ts'
import { playStory } from '../support/story/play.ts'
import { ORIGIN } from '../support/server.ts'
import { stories } from './stories/stories.ts'
import { WORKSHOP } from './support/stacks.ts'

for (const [name, ofProject] of Object.entries(stories)) {
  const miniprogram = join(WORKSHOP, name)
  test.each(ofProject)(`${name} $title`, (story) =>
    playStory(story, jestPhone(ORIGIN, { miniprogram })),
  )
}
