import { createHash } from 'node:crypto'

/** A short mark for a secret: the same for the same secret, and nothing more can be learned. */
export function mark(secret: string): string {
  return `***${createHash('sha256').update(secret).digest('hex').slice(0, 6)}`
}

/** The same for a column that may be empty. */
export const markIfAny = (secret: string | null | undefined): string | null =>
  secret === null || secret === undefined ? null : mark(secret)

/** `13800138000` as `138****8000`, as WeChat's security guide wants it shown. */
export function maskPhone(number: string): string {
  if (number.length < 8) return '*'.repeat(number.length)
  return `${number.slice(0, -8)}****${number.slice(-4)}`
}
