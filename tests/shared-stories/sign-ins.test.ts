/**
 * @jest-environment-options {"miniprogram": "tests/shared-stories/sign-ins"}
 */
import { jestPhone } from '../support/story/in-jest.ts'
import { playStory } from '../support/story/play.ts'
import { ORIGIN } from '../support/server.ts'
import { stories } from './sign-ins.ts'

// Played in a browser too, by tests/e2e/shared-stories.e2e.ts.
test.each(stories)('$title', (story) => playStory(story, jestPhone(ORIGIN)))
