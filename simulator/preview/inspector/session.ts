import type { PreviewPhone } from '../runtime/preview-phone.ts'

/** The entry that a session is kept under, where the mini-program has one of this shape. */
export interface SessionState {
  /** Seconds; negative once it is over. */
  left: number
}

/** The session in a phone's storage; nothing where no entry looks like one. */
export function sessionOf({ simulator }: PreviewPhone): SessionState | undefined {
  const expiresAt = entryOf(simulator.storage)?.expiresAt
  if (typeof expiresAt !== 'number') return undefined
  return { left: (expiresAt - Date.now()) / 1000 }
}

type Storage = PreviewPhone['simulator']['storage']

function entryOf(storage: Storage): { expiresAt?: unknown } | undefined {
  try {
    const entry = storage.get('session')
    return typeof entry === 'object' && entry !== null ? entry : undefined
  } catch {
    return undefined // encrypted
  }
}

/** Ends the session on the phone so many seconds from now; the mini-program is loaded again to see it. */
export function setSecondsLeft(phone: PreviewPhone, seconds: number) {
  const { storage } = phone.simulator
  const entry = entryOf(storage)
  if (!entry) return
  storage.set('session', { ...entry, expiresAt: Date.now() + seconds * 1000 })
  phone.reload()
}
