import { computed, signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import type { ConsoleLevel } from '../runtime/activity.ts'
import { placeIn } from '../runtime/report.ts'
import type { SourcePlace } from '../serve/trace.ts'
import { changes, deeds, masks, phone } from './model.ts'
import { Act, Choice, Toolbar } from './ui.tsx'
import { ValueTree } from './value-tree.tsx'
import { words } from './words.ts'

interface Line {
  id: string
  at: number
  level: ConsoleLevel
  values: readonly unknown[]
  stack?: string
  place?: SourcePlace | undefined
}

const level = signal('all')
const clearedAt = signal(0)

const lines = computed((): Line[] => {
  void changes.value
  const printed = deeds.value.flatMap((deed) =>
    deed.kind === 'console'
      ? [
          {
            id: `c${deed.id}`,
            at: deed.at,
            level: deed.level,
            values: deed.values,
            stack: deed.stack,
          },
        ]
      : [],
  )
  const thrown = (phone.value?.reports ?? []).map(({ message, place, at }, index) => ({
    id: `r${index}`,
    at,
    level: 'error' as const,
    values: [message],
    place,
  }))
  return [...printed, ...thrown]
    .filter(
      (line) => line.at >= clearedAt.value && (level.value === 'all' || line.level === level.value),
    )
    .toSorted((a, b) => a.at - b.at)
})

/** All that the mini-program prints and throws, with the place in its sources. */
export function ConsolePanel() {
  const levels = ['log', 'info', 'warn', 'error', 'debug']
  return (
    <section class="console">
      <Toolbar>
        <Choice
          label={words.filter}
          value={level.value}
          options={[['all', words.all], ...levels]}
          onChange={(value) => (level.value = value)}
        />
        <span class="gap" />
        <Act onClick={() => (clearedAt.value = Date.now())}>{words.clear}</Act>
      </Toolbar>
      <div class="scroll" tabIndex={0} role="log" aria-label={words.console}>
        {lines.value.length === 0 && <p class="hint">{words.noOutput}</p>}
        {lines.value.map((line) => (
          <ConsoleLine key={line.id} line={line} />
        ))}
      </div>
    </section>
  )
}

const timeOf = (at: number) => new Date(at).toTimeString().slice(0, 8)

function ConsoleLine({ line }: { line: Line }) {
  const [place, setPlace] = useState(line.place)
  useEffect(() => {
    if (line.stack !== undefined) void placeIn(line.stack).then((found) => setPlace(found))
  }, [line.id])
  const shown = line.place ?? place
  return (
    <div class={`line ${line.level}`}>
      <time>{timeOf(line.at)}</time>
      <div class="values">
        {line.values.map((value, index) =>
          typeof value === 'string' ? (
            <span key={index}>{masks.hide(value)}</span>
          ) : (
            <ValueTree key={index} value={value} />
          ),
        )}
      </div>
      {shown && (
        <code class="place">
          {shown.file}:{shown.line}
        </code>
      )}
    </div>
  )
}
