import type { Row } from './story.ts'

/** One sign-in, from the start of the phone to the end of the sign-in. */
export interface Attempt {
  /** `then`: WeChat asked for consent and gave a name. `today`: it gave anonymous data, or none. */
  era: 'then' | 'today'
  rows: Row[]
}

/** The tutorials call `wx.login` when they are opened, and ask for user info by the button: that is one, too. */
const SIGNS_IN = /^(?:login\.asked|userInfo\.answered)$/

/** Sign-ins in the order in which they happened: what a tap led to. */
export function attemptsIn(rows: readonly Row[]): Attempt[] {
  const attempts: Attempt[] = []
  let run: Row[] = []
  const close = () => {
    const tapped = run.findIndex(({ tap }) => tap)
    const signedIn = run.findLastIndex(({ topic }) => SIGNS_IN.test(topic))
    if (tapped >= 0 && signedIn > tapped) {
      const isAsked = run.some(({ topic }) => topic.startsWith('consent.'))
      const end = run.findLastIndex(({ topic }) =>
        /^(?:storage|apiLogin|login|userInfo)\./.test(topic),
      )
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
  const end = rows.findLastIndex(({ topic }) => SIGNS_IN.test(topic))
  return rows.slice(0, end).flatMap(({ tap }) => (tap ? [tap] : []))
}
