interface Saved {
  /** What was asked for when they were opened. */
  asked: string
  urls: string[]
}

/** The pages that were open, kept over a reload of the scripts as long as the window lives. */
export class OpenPages {
  readonly #key: string
  readonly #asked: string

  /** @param asked what the address asked for: another one is a new start */
  constructor(project: string, asked: string) {
    this.#key = `weapp-preview:stack:${project}`
    this.#asked = asked
  }

  /** @returns nothing where there are none, or the person has come by another address since */
  read(pages: readonly string[]): string[] | undefined {
    const text = sessionStorage.getItem(this.#key)
    const saved = text === null ? undefined : (JSON.parse(text) as Saved)
    if (saved?.asked !== this.#asked) return undefined
    return saved.urls.filter((url) => pages.includes(url.split('?')[0] ?? ''))
  }

  save(stack: readonly { route: string; query: Record<string, string | undefined> }[]) {
    const urls = stack.map(({ route, query }) => {
      const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`)
      return pairs.length > 0 ? `${route}?${pairs.join('&')}` : route
    })
    if (urls.length > 0) this.#write(urls)
  }

  forget() {
    this.#write([])
  }

  #write(urls: string[]) {
    sessionStorage.setItem(this.#key, JSON.stringify({ asked: this.#asked, urls } satisfies Saved))
  }
}
