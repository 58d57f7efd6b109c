import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { install } from '../jest/kit.ts'
import { listenFirst } from './listen-first.ts'

const loadMocks = () => miniprogramHost.mocks?.load()

/** True while a test runs, whose fault it then is. */
const isWatched = () => miniprogramHost.onRejection !== undefined

/**
 * Makes a test file one in which a mini-program runs. Called by a file that vitest runs before each of
 * them, also where it keeps modules.
 */
export function setUp() {
  beforeAll(loadMocks)
  beforeEach(loadMocks)
  install({ beforeEach, afterEach, afterAll })
  const rejections = listenFirst('unhandledRejection', (reason, promise) =>
    Boolean(miniprogramHost.onRejection?.(reason, promise as Promise<unknown>)),
  )
  // Thrown in a timer: a browser tells its window.
  const errors = listenFirst('uncaughtException', (error) => {
    if (!isWatched()) return false
    dispatchEvent(new ErrorEvent('error', { error, cancelable: true }))
    return true
  })
  afterAll(() => {
    rejections.stop()
    errors.stop()
  })
}
