/*
 * A policy for each page of the preview: https://www.w3.org/TR/CSP3/
 *
 * The page around the phone shows what servers answer, what a mini-program stores and prints, and names
 * of people: it runs this server's own scripts and nothing else, and speaks to this server alone. Only
 * pictures come from anywhere, since a tab's icon and `wx.previewImage` may.
 */

/** Nothing of these exists on either page. */
const NEVER = ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'none'"]
/** Pictures of the mini-program's own, and those it has from elsewhere. */
const PICTURES = 'img-src * data: blob:'
const FRAMED_BY = "frame-ancestors 'self'"

/** The page around the phone, with the inspector. */
export const DESK_POLICY = [
  ...NEVER,
  "script-src 'self'",
  "style-src 'self'",
  PICTURES,
  "connect-src 'self'",
  "frame-src 'self'",
  FRAMED_BY,
].join('; ')

/**
 * The page in the phone's screen, which is the mini-program's. Scripts are this server's, none stands in
 * a page. Templates that were saved are compiled here, and automation evaluates the functions it is
 * given: both need `unsafe-eval`. WXML has inline styles, and the sheets of components are put in when
 * they are first drawn. A mini-program loads from and speaks to whatever server it wants, as on a phone
 * that has no list of allowed domains.
 */
export const PHONE_POLICY = [
  ...NEVER,
  "script-src 'self' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  PICTURES,
  'media-src * data: blob:',
  'font-src * data: blob:',
  'connect-src * data: blob:',
  'frame-src * data: blob:',
  FRAMED_BY,
].join('; ')
