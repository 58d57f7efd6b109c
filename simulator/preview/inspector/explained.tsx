import { explain } from './explain.ts'
import type { Row } from './story.ts'
import { fill, say, words } from './words.ts'

/** One step in plain sentences: what happens, why, and what must never happen here. */
export function Explained({ row, number, count }: { row: Row; number: number; count: number }) {
  const { what, why, never } = explain(row.topic)
  return (
    <section class="explained" aria-live="polite">
      <h2>{fill(words.stepOf, { n: number, m: count })}</h2>
      <p class="what">{say(what)}</p>
      <p>
        <b>{words.why}</b> {say(why)}
      </p>
      {never && (
        <p class="never">
          <b>{words.never}</b> {say(never)}
        </p>
      )}
    </section>
  )
}
