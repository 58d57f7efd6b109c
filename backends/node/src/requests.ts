import type { Context } from 'hono'
import type { z } from 'zod'
import { invalid, Problem } from './problem.ts'

const JSON_LIMIT_BYTES = 64 * 1024

/**
 * The JSON body, as the schema wants it.
 *
 * @throws Problem `unsupported_media_type`, `body_too_large`, `invalid_json`, `invalid_request`
 */
export async function readJson<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  if (!/^application\/json\s*(?:;|$)/i.test(c.req.header('content-type') ?? '')) {
    throw new Problem(415, 'unsupported_media_type', 'Send JSON, as application/json.')
  }
  const text = new TextDecoder().decode(await readBytes(c, JSON_LIMIT_BYTES))
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new Problem(400, 'invalid_json', 'The body is no JSON.')
  }
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const faults = result.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  )
  throw invalid(faults.join('; '))
}

/** The body, up to a limit. @throws Problem `body_too_large` */
export async function readBytes(c: Context, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () =>
    new Problem(413, 'body_too_large', `The body is over ${Math.floor(limit / 1024)} KB.`)
  if (Number(c.req.header('content-length')) > limit) throw tooLarge()
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of c.req.raw.body ?? []) {
    length += (chunk as Uint8Array).length
    if (length > limit) throw tooLarge()
    chunks.push(chunk as Uint8Array)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
