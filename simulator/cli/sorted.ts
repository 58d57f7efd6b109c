/** The same object, its names in the order of the alphabet. */
export const sortedByName = <T>(object: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1)))
