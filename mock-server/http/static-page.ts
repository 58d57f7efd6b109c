import type { Context } from 'hono'
import type { Language } from '../command-line/language.ts'

/** A page of text: it runs nothing, loads nothing and sends nothing. */
const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

/** Answers with a page that has its styles in itself, and nothing else. */
export const answerStaticPage = (c: Context, html: string) =>
  c.html(html, 200, { 'Content-Security-Policy': POLICY, Vary: 'Accept-Language' })

/** The reader's language: `?lang=zh` or `en`, else the first of these that the browser prefers. */
export function pageLanguage(c: Context): Language {
  const preferred = `${c.req.query('lang') ?? ''},${c.req.header('Accept-Language') ?? ''}`
  return /(?:^|[,\s])(zh|en)\b/i.exec(preferred)?.[1]?.toLowerCase() === 'zh' ? 'zh' : 'en'
}
