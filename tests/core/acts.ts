import type { Fate } from './fake-backend.ts'
import { WatchedPhone, type WatchedPhoneOptions } from './watched-phone.ts'

/** A request that is answered after so many milliseconds there and back. */
export const answer = (there = 1, back = 1): Fate => ({ there, back, end: 'answer' })

interface Earlier extends WatchedPhoneOptions {
  /** Seconds the session lives. */
  expiresIn?: number
}

/** A phone whose user signed in at an earlier launch. */
export async function signedIn({
  expiresIn = 3600,
  ...options
}: Earlier = {}): Promise<WatchedPhone> {
  const first = new WatchedPhone()
  first.backend.expiresIn = expiresIn
  first.asksToSignIn()
  await first.time.runFor(first.services.signIn())
  const phone = new WatchedPhone({ ...options, stored: first.stored })
  phone.backend.issueToken('ann')
  return phone
}

/** The outcome of a promise: its value, or the error's code. */
export async function outcome(
  phone: WatchedPhone,
  promise: PromiseLike<unknown>,
): Promise<unknown> {
  const settled = Promise.resolve(promise).catch((error: unknown) => phone.services.codeOf(error))
  await phone.time.runFor(settled)
  return settled
}

/** The milliseconds a promise took to settle. */
export async function duration(
  phone: WatchedPhone,
  promise: PromiseLike<unknown>,
): Promise<number> {
  const begun = phone.time.now
  const end = () => phone.time.now
  const ended = Promise.resolve(promise).then(end, end)
  await phone.time.runFor(ended)
  return (await ended) - begun
}

/** The number of times `wx.login` reached WeChat. */
export const loginsOf = ({ log }: WatchedPhone) =>
  log.filter((line) => line === 'POST /__client/login').length

/** A day, in milliseconds. */
export const DAY_MS = 24 * 3_600_000
