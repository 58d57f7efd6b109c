import { launch } from '../../simulator/jest/index.ts'
import { jestPhone } from '../support/story/in-jest.ts'
import { playStory } from '../support/story/play.ts'
import type { Story } from '../support/story/story.ts'
import { codeBlock, runCode } from '../support/code-blocks.ts'
import { ORIGIN } from '../support/server.ts'
import { stories } from './template/stories.ts'

// Played in a browser too, by tests/e2e/shared-stories.e2e.ts.
test.each(stories)('$title', (story) => playStory(story, jestPhone(ORIGIN)))

test('the story of CONTRIBUTING.md', async () => {
  const code = codeBlock('CONTRIBUTING.md', 'refuses, and allows it later').replace(
    /^.*Story = /m,
    'return ',
  )
  await playStory((await runCode(code, {})) as Story, jestPhone(ORIGIN))
})

test('the test of README.md', async () => {
  const tests: (() => Promise<void>)[] = []
  await runCode(codeBlock('README.md', 'stays signed out when the user refuses'), {
    test: (_name: string, body: () => Promise<void>) => tests.push(body),
    expect,
    launch,
  })
  expect(tests).toHaveLength(1)
  await tests[0]?.()
})
