/** Lets time pass for the phone and the servers alike, without waiting. Undone after the test. */
export function passTime(seconds: number) {
  const now = Date.now
  jest.spyOn(Date, 'now').mockImplementation(() => now() + seconds * 1000)
}

/** A minute, in seconds. */
export const MINUTE = 60
/** An hour, in seconds. */
export const HOUR = 60 * MINUTE
/** A day, in seconds. */
export const DAY = 24 * HOUR

/**
 * Moves the servers' clock to the start of a minute, so that what a test does within one is counted
 * within one.
 *
 * @param post sends JSON to the mock server
 */
export async function toStartOfMinute(
  post: (path: string, body: object) => Promise<{ body: Record<string, unknown> }>,
) {
  const { body } = await post('/__mock/clock', { advanceSeconds: 1 }) // it says what time it is then
  expect(body.now).toEqual(expect.any(Number))
  const secondsOfMinute = Math.floor(Number(body.now) / 1000) % 60
  await post('/__mock/clock', { advanceSeconds: 60 - secondsOfMinute })
}
