import { LANES } from './drawing.ts'
import { explain } from './explain.ts'
import type { Row } from './story.ts'
import { say, words } from './words.ts'

interface StoryRowProps {
  row: Row
  isCurrent?: boolean
  /** Absent: nothing is explained here. */
  onChoose?: () => void
}

/** One arrow from lane to lane, with its words above it. */
export function StoryRow({ row, isCurrent, onChoose }: StoryRowProps) {
  const [from, to] = [LANES.indexOf(row.from), LANES.indexOf(row.to)]
  const classes = ['step', row.kind, row.isFailed && 'failed', from === to && 'own']
  const between = { '--from': Math.min(from, to) + 1, '--to': Math.max(from, to) + 1 }
  const { what } = explain(row.topic)
  const label = `${words[row.from]} → ${words[row.to]}: ${row.title} ${row.detail}`
  return (
    <li
      class={classes.filter(Boolean).join(' ')}
      data-toward={from <= to ? 'right' : 'left'}
      style={between}
      aria-current={isCurrent ? 'step' : undefined}
      aria-label={label}
    >
      <div class="label">
        {onChoose ? (
          <button type="button" class="words" title={say(what)} onClick={onChoose}>
            <Words row={row} />
          </button>
        ) : (
          <span class="words" title={say(what)}>
            <Words row={row} />
          </span>
        )}
        {row.body && (
          <details class="sent">
            <summary aria-label={`JSON ${row.title}`}>…</summary>
            <pre tabIndex={0}>{JSON.stringify(row.body, null, 1)}</pre>
          </details>
        )}
      </div>
      <span class="arrow" aria-hidden="true" />
    </li>
  )
}

const Words = ({ row: { title, detail } }: { row: Row }) => (
  <>
    {title && <b>{title}</b>}
    {detail && <small>{detail}</small>}
  </>
)
