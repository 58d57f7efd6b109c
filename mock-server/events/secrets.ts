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
  readonly #kept = new Map<string, string>()
  readonly #learned = new Map<string, string>()

  /** Hides this value for good. */
  keep(value: string) {
    if (value !== '') this.#kept.set(value, mark(value))
  }

  /** Replaces this value by `shown` from now on; the oldest of many values is forgotten. */
  learn(value: string, shown: string) {
    if (value.length < SHORTEST) return
    this.#learned.delete(value)
    this.#learned.set(value, shown)
    if (this.#learned.size <= MOST_LEARNED) return
    const [oldest = ''] = this.#learned.keys()
    this.#learned.delete(oldest)
  }

  /** The text without any of them, as they are or as an address spells them. */
  hide(text: string): string {
    let hidden = text
    for (const known of [this.#kept, this.#learned]) {
      for (const [value, shown] of known) {
        for (const spelling of spellings(value)) {
          if (hidden.includes(spelling)) hidden = hidden.replaceAll(spelling, () => shown)
        }
      }
    }
    return hidden
  }
}

/** As it is, and as an address or a JSON text within a text has it. */
function spellings(value: string): Set<string> {
  const plain = value.replaceAll(/[\ud800-\udfff]/g, '') // half a character has no address
  const encoded = plain === value ? encodeURIComponent(value) : value
  return new Set([value, encoded, encoded.toLowerCase(), JSON.stringify(value).slice(1, -1)])
}
