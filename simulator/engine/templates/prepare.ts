import { Edits } from './edit.ts'
import { partsOf, scan, type Attribute, type Piece, type Span } from './scan.ts'

type Open = Extract<Piece, { kind: 'open' }>

/** The module of WXS in every compiled template; it decodes what `<text decode>` shows. */
export const HELPERS = '__helpers'

/**
 * A template rewritten for glass-easel's compiler, where that differs from WeChat's:
 *
 * - entities stay as they are written (`&lt;` is decoded by `<text decode>` only);
 * - `\n` and `\t` in texts and values are a line break and a tab;
 * - `bindtap="{{m.tap}}"` binds an event as `bind:tap` does;
 * - of two attributes of a name the last counts;
 * - the content of a `<slot>` is shown if nothing is put into the slot.
 *
 * Line numbers do not change.
 *
 * @throws MarkupError for what `lintTemplate` reports
 */
export function prepareTemplate(source: string): string {
  const edits = new Edits()
  const open: Open[] = []
  const hasDefault = new Set<Open>()
  const pieces = scan(source)
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind === 'text') {
      const around = open.at(-1)
      if (around?.name !== 'wxs') writeText(source, piece, decodeOf(source, around), edits)
    } else if (piece.kind === 'close') {
      const closed = open.pop()
      if (closed && hasDefault.has(closed)) edits.replace(piece.start, piece.end, '</slot-default>')
    } else {
      if (piece.name !== 'wxs') writeAttributes(source, piece, edits)
      if (
        piece.name === 'slot' &&
        !piece.isClosed &&
        !endsAtOnce(source, pieces.slice(index + 1, index + 3))
      ) {
        hasDefault.add(piece)
        writeSlot(source, piece, edits)
      }
      if (!piece.isClosed) open.push(piece)
    }
  }
  return edits.applyTo(source)
}

/** The condition under which a text decodes entities, as an expression. */
function decodeOf(source: string, open: Open | undefined): string | undefined {
  const decode = open?.name === 'text' ? lastOf(open, 'decode') : undefined
  if (!decode) return undefined
  if (!decode.value) return 'true'
  const { start, end } = decode.value
  const [only] = partsOf(source, decode.value)
  return only?.isExpression ? source.slice(only.start, only.end) : String(start < end)
}

function writeText(source: string, span: Span, decode: string | undefined, edits: Edits) {
  for (const { isExpression, start, end } of partsOf(source, span)) {
    const text = source.slice(start, end)
    if (!isExpression) {
      const isDecoded = decode === 'true'
      edits.replace(start, end, isDecoded ? withBreaks(text) : plain(text))
    } else if (decode !== undefined && text.trim() !== '') {
      edits.replace(start, end, `${HELPERS}.text(${text}, ${decode})`)
    }
  }
}

function writeAttributes(source: string, open: Open, edits: Edits) {
  for (const attribute of open.attributes) {
    const { name, start, value } = attribute
    if (lastOf(open, name) !== attribute) {
      edits.replace(start, attribute.end, '')
      continue
    }
    if (!value) continue
    const parts = partsOf(source, value)
    const event = EVENT.exec(name)
    if (event && parts.some(({ isExpression }) => isExpression)) {
      edits.insert(start + (event[1] as string).length, ':')
    }
    if (name === 'wx:for-items') edits.replace(start, start + name.length, 'wx:for')
    for (const part of parts) {
      const text = source.slice(part.start, part.end)
      if (!part.isExpression) edits.replace(part.start, part.end, plain(text))
    }
  }
}

/** `bindtap`, and not `bind:tap`. */
const EVENT = /^(capture-bind|capture-catch|mut-bind|bind|catch)[A-Za-z]/

/** Such a slot has no content, and nothing is drawn for it: styles use `:empty`. */
function endsAtOnce(source: string, [next, then]: Piece[]): boolean {
  const isSpace = next?.kind === 'text' && source.slice(next.start, next.end).trim() === ''
  return (isSpace ? then : next)?.kind === 'close'
}

/** `<slot>x</slot>` becomes a slot and, beside it, an element with its default content. */
function writeSlot(source: string, slot: Open, edits: Edits) {
  const name = lastOf(slot, 'name')?.value
  const of = name ? ` of="${source.slice(name.start, name.end)}"` : ''
  edits.replace(slot.end - 1, slot.end, `/><slot-default${of}>`)
}

const lastOf = ({ attributes }: Open, name: string): Attribute | undefined =>
  attributes.findLast((attribute) => attribute.name === name)

const withBreaks = (text: string) => text.replaceAll('\\n', '\n').replaceAll('\\t', '\t')

const plain = (text: string) => withBreaks(text).replaceAll('&', '&amp;')
