import type { Context } from 'hono'

/** The user a request belongs to, for subscribers of the journal; WeChat's side knows users by name. */
export const noteUser = (c: Context, name: string) => c.set('user', name)

/** The same as the backend knows it: by its own id. */
export const noteBackendUser = (c: Context, id: string) => c.set('userId', id)

/** The note. */
export const whoseRequest = (c: Context) => ({
  user: c.get('user') as string | undefined,
  userId: c.get('userId') as string | undefined,
})
