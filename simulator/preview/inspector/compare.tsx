import { signal } from '@preact/signals'
import { attemptsIn, tapsIn, type Attempt } from './attempts.ts'
import { phone, changeMock } from './model.ts'
import { playTaps } from './play-taps.ts'
import type { Row } from './story.ts'
import { StoryRow } from './story-row.tsx'
import { LANES } from './drawing.ts'
import { Act } from './ui.tsx'
import { words } from './words.ts'

const failure = signal('')
const isPlaying = signal(false)

/** The same taps with the tutorials' WeChat and with today's, side by side. */
export function Compare({ rows }: { rows: readonly Row[] }) {
  const attempts = attemptsIn(rows)
  const last = (era: Attempt['era']) => attempts.findLast((attempt) => attempt.era === era)
  return (
    <div class="compare">
      <Side title={words.thatTime} era="then" attempt={last('then')} other={last('today')} />
      <Side title={words.today} era="today" attempt={last('today')} other={last('then')} />
    </div>
  )
}

interface SideProps {
  title: string
  era: Attempt['era']
  attempt: Attempt | undefined
  other: Attempt | undefined
}

function Side({ title, era, attempt, other }: SideProps) {
  const source = other ?? attempt
  const play = async () => {
    if (!source) return
    isPlaying.value = true
    failure.value = ''
    const profile = era === 'then' ? 'named' : 'anonymous'
    await changeMock('POST', `scenarios/${profile}-profile`)
    failure.value = (await playTaps(() => phone.value, tapsIn(source))) ?? ''
    isPlaying.value = false
  }
  return (
    <section class="side" aria-label={title}>
      <header class="row">
        <h2>{title}</h2>
        {source && (
          <Act isOff={isPlaying.value} onClick={play}>
            {isPlaying.value ? words.playing : words.playTap}
          </Act>
        )}
        {failure.value && <span role="alert">{failure.value}</span>}
      </header>
      <div class="lanes" aria-hidden="true">
        {LANES.map((lane) => (
          <span key={lane}>{words[lane]}</span>
        ))}
      </div>
      <div class="scroll" tabIndex={0} role="group" aria-label={title}>
        <ol class="steps">
          {attempt?.rows.map((row) => (
            <StoryRow key={row.id} row={row} />
          ))}
        </ol>
        {!source && <p class="hint">{words.signInFirst}</p>}
      </div>
    </section>
  )
}
