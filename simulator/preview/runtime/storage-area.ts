import type { StorageArea } from '../../wx/storage/storage.ts'

/**
 * A mini-program's storage in the browser's. Several are shown at one address, one after another: none
 * sees what another one left.
 *
 * @param id the mini-program's
 * @param changed called after every write
 */
export function browserStorage(id: string, changed: () => void): StorageArea {
  const prefix = `weapp:${id}:`
  const keys = () =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
  return {
    get: (key) => localStorage.getItem(prefix + key) ?? undefined,
    set(key, text) {
      localStorage.setItem(prefix + key, text)
      changed()
    },
    delete(key) {
      localStorage.removeItem(prefix + key)
      changed()
    },
    clear() {
      for (const key of keys()) localStorage.removeItem(prefix + key)
      changed()
    },
    keys,
  }
}
