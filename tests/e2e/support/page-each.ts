type Row = readonly unknown[]

/** jest's `each`: one test or group for every row, its title with the row's values in it. */
export const eachOf =
  (define: (title: string, body: () => unknown) => void) =>
  (rows: readonly unknown[]) =>
  (title: string, body: (...row: unknown[]) => unknown) => {
    for (const given of rows) {
      const row: Row = Array.isArray(given) ? given : [given]
      define(filled(title, row), () => body(...row))
    }
  }

function filled(title: string, row: Row) {
  const values = [...row]
  return title.replaceAll(/%[sd]/g, () => String(values.shift()))
}
