/** A stretch of a source: offsets of its first character and of the one behind it. */
export interface Span {
  start: number
  end: number
}

/** An attribute in a template. */
export interface Attribute extends Span {
  name: string
  /** The text between the quotes; absent for an attribute without a value. */
  value?: Span
}

/** A piece of WXML, in the order of the source. */
export type Piece =
  | (Span & { kind: 'text' })
  | (Span & { kind: 'open'; name: string; attributes: Attribute[]; isClosed: boolean })
  | (Span & { kind: 'close'; name: string })

/** WXML that can't be read any further. */
export class MarkupError extends Error {
  override name = 'MarkupError' as const
  readonly at: number

  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

const TAG_NAME = /[A-Za-z_][\w:-]*/y
const ATTRIBUTE_NAME = /[A-Za-z_:-][\w:-]*/y
const SPACE = /\s*/y

/**
 * The pieces of a template. Comments are left out; the script of `<wxs>` is one text.
 *
 * @throws MarkupError where WeChat's compiler stops too: a tag that does not end, an attribute
 *   without quotes
 */
export function scan(source: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  while (at < source.length) {
    if (source.startsWith('<!--', at)) {
      const end = source.indexOf('-->', at)
      at = end < 0 ? source.length : end + '-->'.length
    } else if (source[at] === '<') {
      const piece = /<\s*\//y.test(source.slice(at, at + 8))
        ? readClose(source, at)
        : readOpen(source, at)
      pieces.push(piece)
      at = piece.end
      if (piece.kind !== 'open' || piece.name !== 'wxs' || piece.isClosed) continue
      const end = source.slice(at).search(/<\s*\/\s*wxs\s*>/)
      if (end < 0) throw new MarkupError('<wxs> is not closed.', piece.start)
      pieces.push({ kind: 'text', start: at, end: at + end })
      at += end
    } else {
      const end = endOfText(source, at)
      pieces.push({ kind: 'text', start: at, end })
      at = end
    }
  }
  return pieces
}

function readClose(source: string, start: number): Piece {
  const slash = source.indexOf('/', start)
  const [nameStart, nameEnd] = match(TAG_NAME, source, skipSpace(source, slash + 1))
  if (nameEnd === nameStart) throw new MarkupError('A closing tag has no name.', start)
  const end = skipSpace(source, nameEnd)
  if (source[end] !== '>')
    throw new MarkupError(`</${source.slice(nameStart, nameEnd)} has no >.`, start)
  return { kind: 'close', name: source.slice(nameStart, nameEnd), start, end: end + 1 }
}

function readOpen(source: string, start: number): Piece {
  const [nameStart, nameEnd] = match(TAG_NAME, source, skipSpace(source, start + 1))
  const name = source.slice(nameStart, nameEnd)
  if (name === '') {
    throw new MarkupError('There is a < that begins no tag. In text, write {{"<"}}.', start)
  }
  const attributes: Attribute[] = []
  let at = nameEnd
  for (;;) {
    at = skipSpace(source, at)
    if (source[at] === '>')
      return { kind: 'open', name, attributes, isClosed: false, start, end: at + 1 }
    if (source.startsWith('/>', at)) {
      return { kind: 'open', name, attributes, isClosed: true, start, end: at + 2 }
    }
    if (at >= source.length) throw new MarkupError(`<${name}> has no >.`, start)
    const attribute = readAttribute(source, at, name)
    attributes.push(attribute)
    at = attribute.end
  }
}

function readAttribute(source: string, start: number, tag: string): Attribute {
  const [, end] = match(ATTRIBUTE_NAME, source, start)
  if (end === start) {
    throw new MarkupError(`<${tag}> can't have a ${source[start]} there.`, start)
  }
  const name = source.slice(start, end)
  const sign = skipSpace(source, end)
  if (source[sign] !== '=') return { name, start, end }
  const quoteAt = skipSpace(source, sign + 1)
  const quote = source[quoteAt]
  if (quote !== '"' && quote !== "'") {
    throw new MarkupError(`The value of ${name} has no quotes.`, quoteAt)
  }
  const close = source.indexOf(quote, quoteAt + 1)
  if (close < 0) throw new MarkupError(`The value of ${name} does not end.`, quoteAt)
  return { name, start, end: close + 1, value: { start: quoteAt + 1, end: close } }
}

/** A `<` inside of `{{ }}` begins no tag. */
function endOfText(source: string, start: number): number {
  let at = start
  while (at < source.length && source[at] !== '<') {
    at = source.startsWith('{{', at) ? endOfMustache(source, at, source.length) : at + 1
  }
  return at
}

function match(pattern: RegExp, source: string, at: number): [start: number, end: number] {
  pattern.lastIndex = at
  return [at, at + (pattern.exec(source)?.[0].length ?? 0)]
}

const skipSpace = (source: string, at: number) => match(SPACE, source, at)[1]

/** The end of the `{{` at `start`: behind the first `}}` that is in no string. */
function endOfMustache(source: string, start: number, limit: number): number {
  let quote = ''
  for (let at = start + 2; at < limit; at++) {
    const char = source[at] as string
    if (quote !== '') {
      if (char === '\\') at++
      else if (char === quote) quote = ''
    } else if (char === '"' || char === "'") quote = char
    else if (source.startsWith('}}', at)) return at + 2
  }
  throw new MarkupError('{{ has no }}.', start)
}

/** A part of a text or a value: literal, or an expression (its span is within the braces). */
export type Part = Span & { isExpression: boolean }

/** @throws MarkupError for a `{{` that does not end */
export function partsOf(source: string, { start, end }: Span): Part[] {
  const parts: Part[] = []
  let at = start
  while (at < end) {
    const open = source.indexOf('{{', at)
    const next = open < 0 || open >= end ? end : open
    if (next > at) parts.push({ isExpression: false, start: at, end: next })
    if (next === end) break
    at = endOfMustache(source, next, end)
    parts.push({ isExpression: true, start: next + 2, end: at - 2 })
  }
  return parts
}
