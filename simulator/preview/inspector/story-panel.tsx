import { computed, signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { isChinese } from '../frame/language.ts'
import { Compare } from './compare.tsx'
import { LANES, toMermaid, toSvg, type LaneNames } from './drawing.ts'
import { Explained } from './explained.tsx'
import { deeds, steps, story } from './model.ts'
import { saveFile, toPng } from './save.ts'
import { rowsOf, type Row } from './story.ts'
import { StoryRow } from './story-row.tsx'
import { Act, Confirmation, showConfirmation, Toolbar } from './ui.tsx'
import { fill, words } from './words.ts'

/** The lanes in the browser's language. */
export const laneNames: LaneNames = {
  person: words.person,
  client: words.client,
  backend: words.backend,
  wechat: words.wechat,
}

/** Rows before this one were cleared away. */
const since = signal(0)
/** Index of the row that is explained; -1: none. */
const at = signal(-1)
const isPlaying = signal(false)
const isComparing = signal(false)

/** Every row since the window was opened. */
export const allRows = computed(() => rowsOf(story.value, { ...words, isChinese }))
const rows = computed(() => allRows.value.slice(since.value))
const telling = computed(() => rows.value.filter(({ isFolded }) => !isFolded))

/** Clears the story: earlier rows are not shown any more. */
function clear() {
  steps.value = []
  deeds.value = []
  since.value = 0
  at.value = -1
}

const PLAY_MS = 2600

/** The sign-in as it happens, and step by step. */
export function StoryPanel() {
  const shown = telling.value[at.value]
  useEffect(() => {
    if (!isPlaying.value) return
    const timer = setInterval(() => {
      if (at.value >= telling.value.length - 1) isPlaying.value = false
      else at.value++
    }, PLAY_MS)
    return () => clearInterval(timer)
  }, [isPlaying.value])
  return (
    <section class="story">
      <StoryBar />
      {isComparing.value ? <Compare rows={allRows.value} /> : <Drawing />}
      {shown && !isComparing.value && (
        <Explained row={shown} number={at.value + 1} count={telling.value.length} />
      )}
    </section>
  )
}

function StoryBar() {
  const count = telling.value.length
  const isTold = at.value >= 0
  const go = (to: number) => (at.value = Math.min(Math.max(to, 0), count - 1))
  const play = () => {
    if (at.value < 0 || at.value >= count - 1) at.value = 0
    isPlaying.value = !isPlaying.value
  }
  const leave = () => {
    at.value = -1
    isPlaying.value = false
  }
  return (
    <Toolbar>
      {!isTold && (
        <Act isMain isOff={count === 0} onClick={() => go(0)}>
          {words.first}
        </Act>
      )}
      {isTold && (
        <>
          <Act isOff={at.value === 0} onClick={() => go(at.value - 1)}>
            {words.previous}
          </Act>
          <Act isOff={at.value >= count - 1} onClick={() => go(at.value + 1)}>
            {words.next}
          </Act>
          <Act onClick={play}>{isPlaying.value ? words.pause : words.play}</Act>
          <Act onClick={leave}>{words.leave}</Act>
        </>
      )}
      <Act isPressed={isComparing.value} onClick={() => (isComparing.value = !isComparing.value)}>
        {words.compare}
      </Act>
      <span class="gap" />
      <Confirmation />
      <ExportMenu />
      <Act onClick={clear}>{words.clear}</Act>
    </Toolbar>
  )
}

function ExportMenu() {
  const svg = () => {
    const style = getComputedStyle(document.documentElement)
    const color = (name: string) => style.getPropertyValue(`--${name}`).trim()
    const look = {
      ink: color('ink'),
      soft: color('ink-soft'),
      paper: color('card'),
      accent: color('accent'),
      wrong: color('wrong'),
    }
    return toSvg(telling.value, laneNames, look)
  }
  const asText = (text: string, type: string) => new Blob([text], { type })
  return (
    <details class="menu">
      <summary>{words.export}</summary>
      <div>
        <Act onClick={() => saveFile('sign-in.svg', asText(svg(), 'image/svg+xml'))}>SVG</Act>
        <Act
          onClick={async () => {
            saveFile('sign-in.png', await toPng(svg()))
            showConfirmation('PNG')
          }}
        >
          PNG
        </Act>
        <Act
          onClick={() =>
            saveFile('sign-in.mmd', asText(toMermaid(telling.value, laneNames), 'text/plain'))
          }
        >
          Mermaid
        </Act>
      </div>
    </details>
  )
}

function Drawing() {
  const view = useRef<HTMLDivElement>(null)
  const count = rows.value.length
  useEffect(() => {
    const target = view.current?.querySelector('[aria-current="step"]')
    const last = view.current?.querySelector('.steps')?.lastElementChild
    const shown = at.value >= 0 ? target : last
    shown?.scrollIntoView({ block: 'nearest' })
  }, [count, at.value])
  useEffect(() => {
    const box = view.current
    if (!box) return
    const showLast = () =>
      at.value < 0 &&
      box.querySelector('.steps')?.lastElementChild?.scrollIntoView({ block: 'nearest' })
    const observer = new ResizeObserver(showLast)
    observer.observe(box)
    return () => observer.disconnect()
  }, [])
  return (
    <>
      <div class="lanes" aria-hidden="true">
        {LANES.map((lane) => (
          <span key={lane}>{laneNames[lane]}</span>
        ))}
      </div>
      <div class="scroll" tabIndex={0} role="group" aria-label={words.story} ref={view}>
        <ol class="steps" aria-live="polite">
          {groups(rows.value).map((group) =>
            Array.isArray(group) ? (
              <FoldedRows key={group[0]?.id} rows={group} />
            ) : (
              <StoryRow
                key={group.id}
                row={group}
                isCurrent={telling.value[at.value] === group}
                onChoose={() => (at.value = telling.value.indexOf(group))}
              />
            ),
          )}
          {telling.value.every(({ topic }) => topic === 'start') && (
            <li class="hint">{words.nothingYet}</li>
          )}
        </ol>
      </div>
    </>
  )
}

/** Rows of no interest are folded together. */
function groups(list: readonly Row[]): (Row | Row[])[] {
  const grouped: (Row | Row[])[] = []
  for (const row of list) {
    const last = grouped.at(-1)
    if (!row.isFolded) grouped.push(row)
    else if (Array.isArray(last)) last.push(row)
    else grouped.push([row])
  }
  return grouped
}

function FoldedRows({ rows }: { rows: Row[] }) {
  const calls = rows.filter(({ kind }) => kind === 'request').length
  return (
    <li class="folded-rows">
      <details>
        <summary>{fill(words.folded, { n: calls })}</summary>
        <ol class="steps">
          {rows.map((row) => (
            <StoryRow key={row.id} row={row} />
          ))}
        </ol>
      </details>
    </li>
  )
}
