/** Bytes as a person reads them: `36 B`, `1.2 kB`; nothing for a size that is not known. */
export const sizeOf = (bytes: number | undefined) =>
  bytes === undefined ? '' : bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} kB`
