/** A client library under test: authorized calls to a backend. */
export interface Client {
  name: string
  /** The part that renews an expired session: the package itself, or the usual recipe around it. */
  renewal: 'own' | 'recipe'
  /** Its backend refuses by the body of a good answer. */
  refusesByBody?: boolean
  get: (path: string) => Promise<unknown>
  upload?: (path: string) => Promise<unknown>
  signOut?: () => void
  /** Run when the mini-program is launched. */
  launch?: () => unknown
  /** The pieces of a chunked answer, as they come. */
  stream?: (path: string, onText: (text: string) => void) => Promise<unknown>
}

/** An answer as packages without renewal return it. */
export type Reply = { statusCode?: number; status?: number; data: unknown }
/** Headers of a request. */
export type Headers = Record<string, string>
