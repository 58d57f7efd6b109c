import type { Storage } from '../../wx/storage/storage.ts'

/** The value under a key; of what was stored encrypted only that. */
export function readEntry(storage: Storage, key: string): unknown {
  try {
    return storage.get(key)
  } catch {
    return '(encrypted)'
  }
}

/** A text as a person types it: JSON where it is JSON, else the text itself. */
export function typedValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A copy of what was shown masked, with the secrets that were not touched as they were. */
export function unmasked(edited: unknown, shown: unknown, original: unknown): unknown {
  if (edited === shown) return original
  if (typeof edited !== 'object' || edited === null) return edited
  const of = (value: unknown, name: string) => (value as Record<string, unknown> | null)?.[name]
  const entries = Object.entries(edited).map(([name, item]) => [
    name,
    unmasked(
      item,
      typeof shown === 'object' ? of(shown, name) : undefined,
      typeof original === 'object' ? of(original, name) : undefined,
    ),
  ])
  return Array.isArray(edited) ? entries.map(([, item]) => item) : Object.fromEntries(entries)
}
