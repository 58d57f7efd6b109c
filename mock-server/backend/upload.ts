import type { Context } from 'hono'
import { readBytes } from '../http/body.ts'
import { commonProblem } from '../http/problem.ts'

const PICTURE_LIMIT_BYTES = 2 * 1024 * 1024
/** Room for what multipart adds around the file: boundaries, headers, and the few fields wx may add. */
const WRAPPING_BYTES = 64 * 1024

/**
 * The file in the multipart field `file`, as `wx.uploadFile({name: 'file'})` sends it. Its name and
 * the type it claims are not looked at.
 *
 * @throws Problem `body_too_large` over 2 MB; `unsupported_media_type`; `invalid_request`
 */
export async function readUpload(c: Context): Promise<Uint8Array> {
  const type = c.req.header('content-type') ?? ''
  if (!/^multipart\/form-data\b/i.test(type)) {
    throw commonProblem('unsupported_media_type', 'Send the picture as multipart/form-data.')
  }
  const body = await readBytes(c, PICTURE_LIMIT_BYTES + WRAPPING_BYTES)
  const file = (await parse(body, type)).get('file')
  if (!(file instanceof Blob)) {
    throw commonProblem('invalid_request', 'file: is missing; send the picture in this field')
  }
  if (file.size > PICTURE_LIMIT_BYTES) {
    throw commonProblem('body_too_large', 'The picture is over 2 MB.')
  }
  return new Uint8Array(await file.arrayBuffer())
}

async function parse(body: Uint8Array, type: string): Promise<FormData> {
  try {
    const response = new Response(body as Uint8Array<ArrayBuffer>, {
      headers: { 'Content-Type': type },
    })
    return await response.formData()
  } catch {
    throw commonProblem('invalid_request', 'The body is not valid multipart/form-data.')
  }
}
