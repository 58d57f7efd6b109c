/** A copy of the object with its keys in alphabetical order. */
export const sortedByName = <T>(object: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1)))
