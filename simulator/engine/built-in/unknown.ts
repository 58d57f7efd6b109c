const told = new Set<string>()

/** Components of WeChat that nothing here draws. Every other unknown tag is a plain element, as in WeChat. */
const NOT_SIMULATED = /^(?:xr-.+|grid-builder|list-builder|open-data-list|open-data-item)$/

/**
 * The reason why a tag can't be drawn, as a text for the screen; `undefined` if it can be drawn, even if only
 * as an element.
 */
export const whyNotDrawn = (tag: string): string | undefined =>
  NOT_SIMULATED.test(tag) ? `<${tag}> is not simulated` : undefined

/** Marks an element that can't be drawn, in its place and in the console once. */
export function markUnknown(element: HTMLElement, why: string) {
  element.dataset.unknown = why
  if (told.has(why)) return
  told.add(why)
  console.warn(`${why}.`)
}
