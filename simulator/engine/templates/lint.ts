import { faultIn } from './expressions.ts'
import { MarkupError, partsOf, scan, type Attribute, type Piece, type Span } from './scan.ts'

type Open = Extract<Piece, { kind: 'open' }>

/** Something WeChat's compiler refuses, and where. */
export interface TemplateFault {
  at: number
  message: string
}

/** The state of one open tag, and the branch a `wx:else` may follow. */
interface Level {
  open?: Open
  /** The last thing here was a `wx:if` or `wx:elif`. */
  isBranching: boolean
}

/**
 * Faults that WeChat's compiler (wcc) refuses in a template, though other compilers let it pass: tags that
 * are not closed, a `wx:else` without `wx:if`, expressions that WXML does not have.
 */
export function lintTemplate(source: string): TemplateFault[] {
  const faults: TemplateFault[] = []
  const report = (at: number, message: string) => void faults.push({ at, message })
  try {
    const levels: Level[] = [{ isBranching: false }]
    for (const piece of scan(source)) walk(source, piece, levels, report)
    for (const { open } of levels.toReversed()) {
      if (open) report(open.start, `<${open.name}> is not closed.`)
    }
  } catch (error) {
    if (!(error instanceof MarkupError)) throw error
    report(error.at, error.message)
  }
  return faults
}

type Report = (at: number, message: string) => void

function walk(source: string, piece: Piece, levels: Level[], report: Report) {
  const level = levels.at(-1) as Level
  if (piece.kind === 'text') {
    if (level.open?.name === 'wxs') return
    if (source.slice(piece.start, piece.end).trim() !== '') level.isBranching = false
    lintValue(source, piece, report)
  } else if (piece.kind === 'close') {
    const { open } = level
    if (!open) return report(piece.start, `</${piece.name}> closes nothing.`)
    if (open.name !== piece.name) {
      throw new MarkupError(
        `</${piece.name}> stands where </${open.name}> is expected.`,
        piece.start,
      )
    }
    levels.pop()
  } else {
    lintBranch(piece, level, report)
    for (const { value, name } of piece.attributes) {
      const isData = piece.name === 'template' && name === 'data'
      if (value) lintValue(source, value, report, isData)
    }
    if (piece.name === 'wxs') lintScript(source, piece, report)
    if (!piece.isClosed) levels.push({ open: piece, isBranching: false })
  }
}

function lintValue(source: string, span: Span, report: Report, isData = false) {
  for (const part of partsOf(source, span)) {
    if (!part.isExpression) continue
    const expression = source.slice(part.start, part.end)
    const fault = faultIn(expression, isData)
    if (fault !== undefined) report(part.start, `{{${expression}}}: ${fault}.`)
  }
}

const named = ({ attributes }: Open, name: string): Attribute | undefined =>
  attributes.findLast((attribute) => attribute.name === name)

function lintBranch(open: Open, level: Level, report: Report) {
  const [own, elif, other] = ['wx:if', 'wx:elif', 'wx:else'].map((name) => named(open, name))
  for (const branch of [own, elif]) {
    if (branch && !branch.value) report(branch.start, `${branch.name} has no value.`)
  }
  const follows = elif ?? other
  const isLoop = named(open, 'wx:for') ?? named(open, 'wx:for-items')
  if (follows && (own || isLoop || !level.isBranching)) {
    report(open.start, `<${open.name} ${follows.name}> follows no wx:if.`)
  }
  level.isBranching = own !== undefined || elif !== undefined
}

function lintScript(source: string, open: Open, report: Report) {
  const name = named(open, 'module')?.value
  if (!name) return report(open.start, '<wxs> needs a module="name".')
  const text = source.slice(name.start, name.end)
  if (!/^[A-Za-z_]\w*$/.test(text)) report(name.start, `<wxs module="${text}"> is no name.`)
  if (!named(open, 'src') || open.isClosed) return
  const body = source.slice(open.end, source.indexOf('<', open.end))
  if (body.trim() !== '') report(open.start, '<wxs src> can have no script of its own.')
}
