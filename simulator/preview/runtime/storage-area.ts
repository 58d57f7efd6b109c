import type { StorageArea } from '../../wx/storage/storage.ts'

/** A mini-program's storage in the browser's, apart for each user. */
export function browserStorage(user: string): StorageArea {
  const prefix = `weapp:${user}:`
  const keys = () =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
  return {
    get: (key) => localStorage.getItem(prefix + key) ?? undefined,
    set: (key, text) => localStorage.setItem(prefix + key, text),
    delete: (key) => localStorage.removeItem(prefix + key),
    clear: () => keys().forEach((key) => localStorage.removeItem(prefix + key)),
    keys,
  }
}
