/** A line of the mini-program's logs. */
export interface LogLine {
  level: 'debug' | 'info' | 'log' | 'warn' | 'error' | 'filter'
  /** The realtime log's, or the one the user sends along with feedback. */
  to: 'realtime' | 'feedback'
  args: unknown[]
  /** Of a tagged realtime log. */
  tag?: string
}

/** One call whose effect leaves the screen as it is. */
export interface Effect {
  /** `vibrateShort`, `reportEvent`... */
  api: string
  options: object
}

/**
 * Effects of the mini-program that do not show on the screen, in order: a phone that
 * vibrates, an event reported to the developers, a picture saved in the album.
 */
export class Effects {
  readonly all: Effect[] = []

  add(api: string, options: object = {}) {
    this.all.push({ api, options })
  }

  /** The options of every call of one API. */
  of(api: string): object[] {
    return this.all.filter((effect) => effect.api === api).map(({ options }) => options)
  }
}
