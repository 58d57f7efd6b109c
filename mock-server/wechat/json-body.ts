import type { Context } from 'hono'
import type { z } from 'zod'
import { readText } from '../http/body.ts'
import { WechatError } from './errors.ts'

/**
 * The JSON a backend posts; whatever `Content-Type` it claims, as WeChat does.
 *
 * @throws WechatError 44002 when there is none; 47001 when it is no JSON, or of wrong types
 */
export async function readJsonBody<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await readText(c)
  if (text === '') throw new WechatError(44002)
  const result = schema.safeParse(parse(text))
  if (!result.success) throw new WechatError(47001)
  return result.data
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new WechatError(47001)
  }
}
