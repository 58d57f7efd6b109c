import type { Context, MiddlewareHandler } from 'hono'
import type { z } from 'zod'
import { commonProblem } from './problem.ts'

const JSON_LIMIT_BYTES = 64 * 1024

/** Refuses bodies over 64 KB before they are read whole, announced or streamed. */
export const limitBody: MiddlewareHandler = async (c, next) => {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
    const announced = c.req.header('content-length')
    if (announced === undefined) await readText(c)
    else if (Number(announced) > JSON_LIMIT_BYTES) throw tooLarge(JSON_LIMIT_BYTES)
  }
  await next()
}

/**
 * The body as text, at most 64 KB of it; read once and kept.
 *
 * @throws Problem `body_too_large`
 */
export function readText(c: Context): Promise<string> {
  const cache = c.req.bodyCache as { text?: Promise<string> }
  return (cache.text ??= readLimited(c))
}

async function readLimited(c: Context): Promise<string> {
  const announced = c.req.header('content-length')
  if (announced !== undefined && Number(announced) <= JSON_LIMIT_BYTES) return c.req.raw.text()
  return new TextDecoder().decode(await readBytes(c, JSON_LIMIT_BYTES))
}

/**
 * The body, refused as soon as it is known to be over the limit.
 *
 * @throws Problem `body_too_large`
 */
export async function readBytes(c: Context, limitBytes: number): Promise<Uint8Array> {
  if (Number(c.req.header('content-length') ?? 0) > limitBytes) throw tooLarge(limitBytes)
  const reader = (c.req.raw.body as ReadableStream<Uint8Array> | null)?.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const chunk = await reader?.read()
    if (!chunk || chunk.done) return Buffer.concat(chunks)
    size += chunk.value.length
    if (size > limitBytes) throw tooLarge(limitBytes)
    chunks.push(chunk.value)
  }
}

const tooLarge = (limitBytes: number) =>
  commonProblem('body_too_large', `The body is over ${Math.floor(limitBytes / 1024)} KB.`)

/** Refuses a body that does not say it is JSON, so that no other kind is guessed at. */
export const requireJson: MiddlewareHandler = async (c, next) => {
  const type = c.req.header('content-type')
  const hasBody = c.req.method === 'POST' || c.req.method === 'PUT'
  if (hasBody && type !== undefined) checkType(type)
  await next()
}

function checkType(type: string) {
  if (/^application\/(?:[\w.]+\+)?json\b/i.test(type)) return
  throw commonProblem(
    'unsupported_media_type',
    `Send JSON with "Content-Type: application/json", not "${type.slice(0, 100)}".`,
  )
}

/**
 * The body as JSON, which must be there and say that it is JSON, checked by `schema`.
 *
 * @throws Problem `unsupported_media_type`, `body_too_large`, `invalid_json`, `invalid_request`
 */
export async function demandJson<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  checkType(c.req.header('content-type') ?? '')
  return check(parseJson(await readText(c)), schema)
}

/** The body as JSON, checked by `schema`. An absent body counts as `{}`. */
export async function readJson<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await readText(c)
  return check(text === '' ? {} : parseJson(text), schema)
}

/**
 * The query of the address, checked by `schema`.
 *
 * @throws Problem `invalid_request`
 */
export const readQuery = <Schema extends z.ZodType>(c: Context, schema: Schema): z.output<Schema> =>
  check(c.req.query(), schema)

function check<Schema extends z.ZodType>(value: unknown, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(value)
  if (!result.success) throw invalidRequest(result.error)
  return result.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw commonProblem('invalid_json', 'The body is not valid JSON.')
  }
}

/** Names each field that is wrong, and how. */
function invalidRequest(error: z.core.$ZodError) {
  const faults = error.issues.map((issue) => {
    const field = issue.path.join('.') || 'body'
    const missing = issue.code === 'invalid_type' && issue.input === undefined
    return `${field}: ${missing && issue.path.length > 0 ? 'is missing' : issue.message}`
  })
  return commonProblem('invalid_request', faults.join('; '))
}
