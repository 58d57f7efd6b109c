import type { Context } from 'hono'
import { invalid, Problem } from './problem.ts'
import { readBytes } from './requests.ts'
import { randomName } from './secrets.ts'

const PICTURE_LIMIT_BYTES = 2 * 1024 * 1024
/** Multipart adds boundaries, headers, and the few fields wx may send along. */
const WRAPPING_BYTES = 64 * 1024

/** Kinds of pictures by their first bytes. The client's file name and type are ignored. */
const kinds = [
  { type: 'image/png', extension: 'png', start: /^\x89PNG\r\n/ },
  { type: 'image/jpeg', extension: 'jpg', start: /^\xff\xd8\xff/ },
  { type: 'image/gif', extension: 'gif', start: /^GIF8[79]a/ },
  { type: 'image/webp', extension: 'webp', start: /^RIFF[^]{4}WEBP/ },
]

/**
 * The picture in the multipart field `file`, as `wx.uploadFile` sends it.
 *
 * @throws Problem `unsupported_media_type`, `body_too_large`, `invalid_request`, `picture_unsupported`
 */
export async function readPicture(c: Context) {
  const contentType = c.req.header('content-type') ?? ''
  if (!/^multipart\/form-data\b/i.test(contentType)) {
    const message = 'Send the picture as multipart/form-data.'
    throw new Problem(415, 'unsupported_media_type', message)
  }
  const body = await readBytes(c, PICTURE_LIMIT_BYTES + WRAPPING_BYTES)
  const file = (await parse(body, contentType)).get('file')
  if (!(file instanceof Blob)) throw invalid('file: is missing; send the picture in this field')
  if (file.size > PICTURE_LIMIT_BYTES) {
    throw new Problem(413, 'body_too_large', 'The picture is over 2 MB.')
  }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  const kind = kinds.find(({ start }) => start.test(head))
  if (!kind) {
    const message = 'The file is no PNG, JPEG, GIF or WebP picture.'
    throw new Problem(415, 'picture_unsupported', message)
  }
  return { name: `${randomName(16)}.${kind.extension}`, type: kind.type, bytes }
}

async function parse(body: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormData> {
  try {
    return await new Response(body, { headers: { 'Content-Type': contentType } }).formData()
  } catch {
    throw invalid('The body is not valid multipart/form-data.')
  }
}
