import { WechatError } from './errors.ts'

const CHINESE = '\\p{Script=Han}'

/**
 * The content each kind of line of a subscribe message may hold, by the letters its key begins with.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
 */
const KINDS: Record<string, RegExp> = {
  thing: /^.{1,20}$/u,
  number: /^[\d.+-]{1,32}$/,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: new RegExp(`^[^\\p{L}\\p{N}\\s]{1,5}$`, 'u'),
  character_string: new RegExp(`^[^${CHINESE}\\n]{1,32}$`, 'u'),
  time: /^(?=.*\d{1,2}:\d{2}).{1,64}$/u,
  date: /^(?=.*\d).{1,64}$/u,
  amount: /^\D{0,3}\d{1,10}(?:\.\d{1,10})?元?$/u,
  phone_number: /^[\d\s+()#*-]{1,17}$/,
  car_number: /^[\p{L}\d]{1,8}$/u,
  name: new RegExp(`^(?:.{1,10}|[^${CHINESE}]{1,20})$`, 'u'),
  phrase: new RegExp(`^[${CHINESE}]{1,5}$`, 'u'),
  enum: /^.{1,20}$/u,
}

/**
 * The lines of a message, checked by their kinds; names are the template's where it is known.
 *
 * @throws WechatError 47003 naming the line that can't be
 */
export function messageLines(
  data: unknown,
  known?: Record<string, string>,
): { name: string; value: string }[] {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw invalid('data.is_empty')
  }
  for (const key of Object.keys(known ?? {})) {
    if (!Object.hasOwn(data, key)) throw invalid(`data.${key}.value is empty`)
  }
  const entries = Object.entries(data)
  if (entries.length === 0) throw invalid('data is empty')
  return entries.map(([key, entry]) => {
    const value = (entry as { value?: unknown } | null)?.value
    const text = typeof value === 'number' ? String(value) : value
    if (typeof text !== 'string' || text === '') throw invalid(`data.${key}.value is empty`)
    if (known && !Object.hasOwn(known, key)) throw invalid(`data.${key} is not in the template`)
    const kind = KINDS[key.replace(/\d+$/, '')]
    if (!kind?.test(text)) throw invalid(`data.${key}.value invalid`)
    return { name: known?.[key] ?? key, value: text }
  })
}

const invalid = (what: string) => new WechatError(47003, `argument invalid! ${what}`)
