import { randomFillSync } from 'node:crypto'

/** Asking the system for randomness costs the same for a page as for a few bytes. */
const page = Buffer.alloc(4096)
let used = page.length

/** Cryptographically random bytes, at most 4096; each is given out once. */
export function randomBytes(count: number): Buffer {
  if (used + count > page.length) {
    randomFillSync(page)
    used = 0
  }
  const bytes = Buffer.from(page.subarray(used, used + count))
  page.fill(0, used, (used += count)) // what was given out is not kept here
  return bytes
}
