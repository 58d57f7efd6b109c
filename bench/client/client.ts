/** One way to call a backend in the signed-in user's name. */
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

/** A good or bad answer, as the packages that only send give it. */
export type Reply = { statusCode?: number; status?: number; data: unknown }
/** Headers of a request. */
export type Headers = Record<string, string>
