import type { Lane, Row } from './story.ts'

/** From left to right. */
export const LANES: readonly Lane[] = ['person', 'client', 'backend', 'wechat']

/** The lanes' names as they are drawn. */
export type LaneNames = Record<Lane, string>

/** The story as a Mermaid sequence diagram. */
export function toMermaid(rows: readonly Row[], names: LaneNames): string {
  const lines = LANES.map(
    (lane) => `  ${lane === 'person' ? 'actor' : 'participant'} ${lane} as ${names[lane]}`,
  )
  for (const { from, to, kind, title, detail } of rows) {
    const text = [title, detail]
      .filter(Boolean)
      .join(' ')
      .replaceAll(/[;#\n]/g, ' ')
    const arrow = kind === 'answer' ? '-->>' : '->>'
    lines.push(`  ${from}${arrow}${to}: ${text}`)
  }
  return ['sequenceDiagram', ...lines, ''].join('\n')
}

const escape = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

const [WIDTH, HEAD, ROW] = [960, 56, 46]
const laneX = (lane: Lane) => 120 + LANES.indexOf(lane) * 240

/** Colours of a drawing, as CSS writes them. */
export interface Look {
  ink: string
  soft: string
  paper: string
  accent: string
  wrong: string
}

/** The story as an SVG document that needs nothing else. */
export function toSvg(rows: readonly Row[], names: LaneNames, look: Look): string {
  const height = HEAD + rows.length * ROW + 24
  const heads = LANES.map(
    (lane) =>
      `<text x="${laneX(lane)}" y="30" fill="${look.ink}" font-weight="600">${escape(names[lane])}</text>` +
      `<path d="M${laneX(lane)} ${HEAD - 12}V${height - 12}" stroke="${look.soft}" stroke-opacity=".4"/>`,
  )
  const drawn = rows.map((row, index) => drawRow(row, HEAD + index * ROW, look))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}"`,
    ` font-family="system-ui, 'PingFang SC', 'Noto Sans CJK SC', sans-serif" font-size="13" text-anchor="middle">`,
    `<rect width="100%" height="100%" fill="${look.paper}"/>`,
    ...heads,
    ...drawn,
    '</svg>',
  ].join('')
}

function drawRow(
  { from, to, kind, title, detail, isFailed }: Row,
  top: number,
  look: Look,
): string {
  const color = isFailed ? look.wrong : look.accent
  const [start, end] = [laneX(from), laneX(to)]
  const dash = kind === 'answer' ? ' stroke-dasharray="5 4"' : ''
  const y = top + 32
  if (from === to) {
    const text = `<text x="${start + 30}" y="${y}" text-anchor="start" fill="${look.ink}">${escape(title)}</text>`
    const loop = `<path d="M${start} ${y - 8}h18v12h-14" fill="none" stroke="${color}" stroke-width="1.5"/>`
    return loop + text
  }
  const tip = end > start ? -7 : 7
  const middle = (start + end) / 2
  const words =
    escape(title) +
    (detail ? ` <tspan fill="${look.soft}" font-size="12">${escape(detail)}</tspan>` : '')
  const ground = Math.min(420, (title.length + detail.length) * 8.2 + 16)
  return (
    `<path d="M${start} ${y}H${end}" stroke="${color}" stroke-width="1.5"${dash}/>` +
    `<path d="M${end} ${y}l${tip} -4v8z" fill="${color}"/>` +
    `<rect x="${middle - ground / 2}" y="${top + 6}" width="${ground}" height="19" fill="${look.paper}"/>` +
    `<text x="${middle}" y="${top + 21}" fill="${isFailed ? look.wrong : look.ink}">${words}</text>`
  )
}
