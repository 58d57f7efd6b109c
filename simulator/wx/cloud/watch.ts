import type { Document } from './collections.ts'

/** Options of `watch`; `onError` is called where it ends by a failure. */
export interface WatchOptions {
  onChange: (snapshot: Snapshot) => void
  onError?: (error: unknown) => void
}

interface Change {
  id: number
  docId: string
  doc: object
  queueType: 'init' | 'enqueue' | 'update' | 'dequeue'
  dataType: 'init' | 'add' | 'update' | 'remove'
}

interface Snapshot {
  id: number
  type: 'init' | ''
  docs: object[]
  docChanges: Change[]
}

type Found = Record<string, string>

const watchers = new WeakMap<Document[], Set<() => void>>()

/** Notifies the watchers of a collection after a write, once the call has answered. */
export function notifyWatchers(documents: Document[]) {
  for (const look of watchers.get(documents) ?? []) queueMicrotask(look)
}

/**
 * Reports the present result of a query, and every change of it.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/wxcloud/guide/database/realtime.html
 */
export function watch(documents: Document[], find: () => Document[], options: WatchOptions) {
  let last: Found = {}
  let count = 0
  const look = () => {
    const now = find()
    const found = Object.fromEntries(now.map((one) => [one._id, JSON.stringify(one)]))
    const isFirst = count === 0
    const changes = differences(last, found, isFirst)
    last = found
    if (changes.length === 0 && !isFirst) return
    const type = isFirst ? 'init' : ''
    options.onChange({ id: count++, type, docs: structuredClone(now), docChanges: changes })
  }
  const all = watchers.get(documents) ?? new Set()
  watchers.set(documents, all.add(look))
  queueMicrotask(look)
  return { close: async () => void all.delete(look) }
}

function differences(before: Found, after: Found, isFirst: boolean): Change[] {
  const change = (id: string, text: string, [queueType, dataType]: Kind) => ({
    docId: id,
    doc: JSON.parse(text) as object,
    queueType,
    dataType,
  })
  const there = Object.entries(after).flatMap(([id, text]) => {
    if (before[id] === undefined) return [change(id, text, isFirst ? INIT : ADDED)]
    return before[id] === text ? [] : [change(id, text, CHANGED)]
  })
  const gone = Object.entries(before).filter(([id]) => after[id] === undefined)
  const all = [...there, ...gone.map(([id, text]) => change(id, text, GONE))]
  return all.map((one, id) => ({ id, ...one }))
}

type Kind = [Change['queueType'], Change['dataType']]
const INIT: Kind = ['init', 'init']
const ADDED: Kind = ['enqueue', 'add']
const CHANGED: Kind = ['update', 'update']
const GONE: Kind = ['dequeue', 'remove']
