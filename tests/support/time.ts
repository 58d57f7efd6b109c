/** Lets time pass for the phone and the servers alike, without waiting. Undone after the test. */
export function passTime(seconds: number) {
  const now = Date.now
  jest.spyOn(Date, 'now').mockImplementation(() => now() + seconds * 1000)
}

export const HOUR = 3600
export const DAY = 24 * HOUR
