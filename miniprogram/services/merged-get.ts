import { api } from './api'
import { LONGEST_MS, type GetOptions, type Reader } from './call'
import { heldSession } from './session-store'
import { begin, share, type Call, type Task } from './task'

/** The request in flight for each set of equal GETs. */
const sent = new Map<string, Task<unknown>>()

/** A GET that equal GETs in flight share. */
export function mergedGet<T>(path: string, options: GetOptions & Reader<T>): Call<T>
export function mergedGet(path: string, options?: GetOptions): Call<unknown>
/**
 * `api.get`, but equal ones of the same user that are in progress share one answer: for parts of a
 * page that all need the same. The last one to leave ends it.
 */
export function mergedGet(
  path: string,
  options: GetOptions & Partial<Reader<unknown>> = {},
): Call<unknown> {
  const { read, ...asked } = options
  const session = heldSession()
  const key = JSON.stringify([session && session.user.id, path, asked])
  const work = async (own: Task<unknown>) => {
    const known = sent.get(key)
    const shared =
      known && !known.isOver ? known : (api.get(path, asked) as Call<unknown> & Task<unknown>)
    sent.set(key, shared)
    const forget = () => void (sent.get(key) === shared && sent.delete(key))
    shared.then(forget, forget)
    const answer = await own.wait(share(shared, path, LONGEST_MS))
    return read ? read(answer) : answer
  }
  return begin(`GET ${path}`, LONGEST_MS, work, options.role !== 'public')
}
