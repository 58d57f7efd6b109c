/**
 * One step of a sign-in, as `/__mock/events` sends it. A test keeps the type equal to the server's.
 */
export interface JournalEntry {
  id: number
  pair: number
  at: number
  /** On the machine's own clock. */
  realAt: number
  kind: 'request' | 'answer'
  from: Party
  to: Party
  method: string
  path: string
  status?: number
  errcode?: number
  error?: string
  ms?: number
  size?: number
  user?: string | undefined
  userId?: string | undefined
  body?: Record<string, unknown>
  headers?: Record<string, string>
}

/** The parties of a sign-in. */
export type Party = 'client' | 'backend' | 'wechat'
