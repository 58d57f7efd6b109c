import { mark } from '../mask.ts'

/** The number of recent secrets that are remembered by value: enough for the requests that are shown. */
const MOST_LEARNED = 200
/** A shorter value may be an ordinary word or number. */
const SHORTEST = 8

/**
 * Secrets by their value. A name hides the value under it; what an upstream, an error or an address
 * repeats elsewhere is hidden by this.
 */
export class Secrets {
  readonly #kept = new Map<string, Hidden>()
  readonly #learned = new Map<string, Hidden>()

  /** Hides this value for good. */
  keep(value: string) {
    if (value !== '') this.#kept.set(value, hidden(value, mark(value)))
  }

  /** Replaces this value by `shown` from now on; the oldest of many values is forgotten. */
  learn(value: string, shown: string) {
    if (value.length < SHORTEST) return
    this.#learned.delete(value)
    this.#learned.set(value, hidden(value, shown))
    if (this.#learned.size <= MOST_LEARNED) return
    const [oldest = ''] = this.#learned.keys()
    this.#learned.delete(oldest)
  }

  /** The text without any of them, as they are or as an address spells them. */
  hide(text: string): string {
    let safe = text
    for (const known of [this.#kept, this.#learned]) {
      for (const { spellings, shown } of known.values()) {
        for (const spelling of spellings) {
          if (safe.includes(spelling)) safe = safe.replaceAll(spelling, () => shown)
        }
      }
    }
    return safe
  }
}

/** A secret as texts may spell it, found once: every text that is shown is searched for all of them. */
interface Hidden {
  spellings: readonly string[]
  /** Stands in its place. */
  shown: string
}

const hidden = (value: string, shown: string): Hidden => ({
  spellings: [...spellingsOf(value)],
  shown,
})

/** As it is, and as an address or a JSON text within a text has it. */
function spellingsOf(value: string): Set<string> {
  const plain = value.replaceAll(/[\ud800-\udfff]/g, '') // half a character has no address
  const encoded = plain === value ? encodeURIComponent(value) : value
  return new Set([value, encoded, encoded.toLowerCase(), JSON.stringify(value).slice(1, -1)])
}
