import type { Context } from 'hono'

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
  c.html(html, 200, { 'Content-Security-Policy': POLICY })
