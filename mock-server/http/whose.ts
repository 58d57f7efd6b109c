import type { Context } from 'hono'

/** Whose request this is, for who watches: WeChat's rooms know a person by name. */
export const noteUser = (c: Context, name: string) => c.set('user', name)

/** The same as the backend knows it: by its own id. */
export const noteBackendUser = (c: Context, id: string) => c.set('userId', id)

/** The note. */
export const whoseRequest = (c: Context) => ({
  user: c.get('user') as string | undefined,
  userId: c.get('userId') as string | undefined,
})
