import type { Row } from './story.ts'

/** One sign-in from the start of the phone to its end. */
export interface Attempt {
  /** `then`: WeChat asked for consent and gave a name. `today`: it gave anonymous data, or none. */
  era: 'then' | 'today'
  rows: Row[]
}

/** Sign-ins in the order in which they happened: each has a code that went to a backend. */
export function attemptsIn(rows: readonly Row[]): Attempt[] {
  const attempts: Attempt[] = []
  let run: Row[] = []
  const close = () => {
    const tapped = run.findIndex(({ tap }) => tap)
    const asked = run.findIndex(({ topic }) => topic === 'login.asked')
    if (tapped >= 0 && asked > tapped) {
      const isAsked = run.some(({ topic }) => topic.startsWith('consent.'))
      const end = run.findLastIndex(({ topic }) => /^(?:storage|apiLogin|login)\./.test(topic))
      const whole = run.slice(0, end + 1)
      const shown = whole.filter(({ isFolded, topic }) => !isFolded && topic !== 'start')
      attempts.push({ era: isAsked ? 'then' : 'today', rows: shown })
    }
    run = []
  }
  for (const row of rows) {
    if (row.topic === 'start') close()
    run.push(row)
  }
  close()
  return attempts
}

/** The person's taps in it: what is needed to do the same again. */
export const tapsIn = ({ rows }: Attempt) => {
  const end = rows.findLastIndex(({ topic }) => topic === 'login.asked')
  return rows.slice(0, end).flatMap(({ tap }) => (tap ? [tap] : []))
}
