import { BACKEND_PREFIX } from '../routes.ts'
import type { Store } from '../store/store.ts'
import { apiError } from './errors.ts'
import { randomBytes } from '../random.ts'

/** The path of pictures; addresses in a profile begin with it, without the origin. */
export const PICTURES = `${BACKEND_PREFIX}/avatars/`

/** A stored picture, and the media type its first bytes show. */
export interface Picture {
  type: string
  bytes: Uint8Array
}

/** Kinds of pictures by their first bytes. What the client calls the file is never looked at. */
const kinds: readonly { type: string; extension: string; fits: (head: string) => boolean }[] = [
  { type: 'image/png', extension: 'png', fits: (head) => head.startsWith('\x89PNG\r\n\x1a\n') },
  { type: 'image/jpeg', extension: 'jpg', fits: (head) => head.startsWith('\xff\xd8\xff') },
  { type: 'image/gif', extension: 'gif', fits: (head) => /^GIF8[79]a/.test(head) },
  { type: 'image/webp', extension: 'webp', fits: (head) => /^RIFF[^]{4}WEBP/.test(head) },
]

/**
 * Keeps a picture and returns where it is served. For each user only the newest picture and the one in
 * the profile are kept.
 *
 * @throws Problem `picture_unsupported`
 */
export function keepPicture(store: Store, userId: string, bytes: Uint8Array, inUse: string) {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  const kind = kinds.find(({ fits }) => fits(head))
  if (!kind) {
    throw apiError('picture_unsupported', 'The file is no PNG, JPEG, GIF or WebP picture.')
  }
  const name = `${randomBytes(16).toString('hex')}.${kind.extension}`
  store.transaction(() => {
    store
      .sql('DELETE FROM backend_pictures WHERE user_id = ? AND name <> ?')
      .run(userId, inUse.slice(PICTURES.length))
    store
      .sql('INSERT INTO backend_pictures VALUES (?, ?, ?, ?, ?)')
      .run(name, userId, kind.type, bytes, store.clock.now())
  })
  return PICTURES + name
}

/** The picture of this name; undefined where there is none. */
export function findPicture(store: Store, name: string): Picture | undefined {
  return store.sql('SELECT type, bytes FROM backend_pictures WHERE name = ?').get<Picture>(name)
}

/** True if this path is a picture that the user uploaded. */
export function isPictureOf(store: Store, userId: string, path: string): boolean {
  return (
    store
      .sql('SELECT 1 FROM backend_pictures WHERE name = ? AND user_id = ?')
      .get(path.slice(PICTURES.length), userId) !== undefined
  )
}
