/** The pages that were open, kept over a reload of the scripts. */
interface SavedStack {
  /** The page that the URL named when they were opened. */
  asked: string
  urls: string[]
}

const keyOf = (id: string) => `weapp-preview:stack:${id}`

/**
 * Reads the pages that were open.
 *
 * @param id the mini-program's
 * @returns nothing where the person has come by another address since
 */
export function readStack(id: string, asked: string): string[] | undefined {
  const text = sessionStorage.getItem(keyOf(id))
  const saved = text === null ? undefined : (JSON.parse(text) as SavedStack)
  return saved?.asked === asked ? saved.urls : undefined
}

/** Keeps the pages that are open. */
export const writeStack = (id: string, stack: SavedStack) =>
  sessionStorage.setItem(keyOf(id), JSON.stringify(stack))
