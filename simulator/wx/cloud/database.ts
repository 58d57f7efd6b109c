import type { Collections } from './collections.ts'
import { type Document } from './collections.ts'
import { notifyWatchers, watch, type WatchOptions } from './watch.ts'
import { changedValue, command, compare, matchesValue, readPath } from './command.ts'

interface Query {
  where: unknown
  orderBy: [field: string, direction: 'asc' | 'desc'][]
  skip: number
  limit: number
  fields: Record<string, boolean> | undefined
}

type Callbacks = { success?: (result: object) => void; fail?: (error: unknown) => void }

/** As many as WeChat gives at once. */
const LIMIT = 20

/**
 * `wx.cloud.database()`: collections in memory, empty at first. `where`, `orderBy`, `skip`, `limit`,
 * `field`, the commands on values, and `add`, `get`, `update`, `set`, `remove`, `count`. Not there:
 * aggregation, geography.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/database/
 *
 * @param openid what `_openid` of added documents says
 */
export function createDatabase(collections: Collections, openid: string): object {
  const add = (name: string, data: Record<string, unknown>) => {
    const document = { _id: collections.newId(), _openid: openid, ...plain(data) } as Document
    collections.of(name).push(document)
    notifyWatchers(collections.of(name))
    return document._id
  }
  const collection = (name: string) => ({
    ...queryOn(collections.of(name), 'collection'),
    add: answering('collection.add', ({ data }: { data: Record<string, unknown> }) => ({
      _id: add(name, data),
    })),
    doc: (id: string) => documentOf(collections.of(name), id, openid),
  })
  return {
    collection,
    command,
    serverDate: ({ offset = 0 } = {}) => new Date(Date.now() + offset),
    RegExp: ({ regexp, options = '' }: { regexp: string; options?: string }) =>
      new RegExp(regexp, options),
  }
}

const plain = (data: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, changedValue(undefined, value)]),
  )

function queryOn(documents: Document[], kind: string, query: Partial<Query> = {}): object {
  const narrowed = (more: Partial<Query>) => queryOn(documents, 'query', { ...query, ...more })
  const found = () => select(documents, query)
  return {
    where: (where: unknown) => narrowed({ where }),
    orderBy: (field: string, direction: 'asc' | 'desc') =>
      narrowed({ orderBy: [...(query.orderBy ?? []), [field, direction]] }),
    skip: (skip: number) => narrowed({ skip }),
    limit: (limit: number) => narrowed({ limit }),
    field: (fields: Record<string, boolean>) => narrowed({ fields }),
    get: answering(`${kind}.get`, () => ({ data: found().map((one) => projected(one, query)) })),
    watch: (options: WatchOptions) => watch(documents, found, options),
    count: answering(`${kind}.count`, () => ({
      total: documents.filter((one) => matchesValue(one, query.where ?? {})).length,
    })),
    update: writing(documents, `${kind}.update`, ({ data }: { data: object }) => {
      const matching = documents.filter((one) => matchesValue(one, query.where ?? {}))
      matching.forEach((one) => change(one, data))
      return { stats: { updated: matching.length } }
    }),
    remove: writing(documents, `${kind}.remove`, () => {
      const matching = documents.filter((one) => matchesValue(one, query.where ?? {}))
      for (const one of matching) documents.splice(documents.indexOf(one), 1)
      return { stats: { removed: matching.length } }
    }),
  }
}

function documentOf(documents: Document[], id: string, openid: string): object {
  const find = () => documents.find(({ _id }) => _id === id)
  return {
    watch: (options: WatchOptions) =>
      watch(documents, () => documents.filter(({ _id }) => _id === id), options),
    get: answering('document.get', () => {
      const document = find()
      if (!document) throw new Error(`document.get:fail document with _id ${id} does not exist`)
      return { data: structuredClone(document) }
    }),
    update: writing(documents, 'document.update', ({ data }: { data: object }) => {
      const document = find()
      if (document) change(document, data)
      return { stats: { updated: document ? 1 : 0 } }
    }),
    set: writing(documents, 'document.set', ({ data }: { data: Record<string, unknown> }) => {
      const before = find()
      const document = { _id: id, _openid: openid, ...plain(data) } as Document
      if (before) documents.splice(documents.indexOf(before), 1, document)
      else documents.push(document)
      return { _id: id, stats: { updated: before ? 1 : 0, created: before ? 0 : 1 } }
    }),
    remove: writing(documents, 'document.remove', () => {
      const document = find()
      if (document) documents.splice(documents.indexOf(document), 1)
      return { stats: { removed: document ? 1 : 0 } }
    }),
  }
}

function select(documents: Document[], query: Partial<Query>): Document[] {
  const { where = {}, orderBy = [], skip = 0, limit = LIMIT } = query
  const matching = documents.filter((one) => matchesValue(one, where))
  const ordered = matching.toSorted((a, b) => {
    for (const [field, direction] of orderBy) {
      const order = compare(readPath(a, field), readPath(b, field))
      if (order !== 0) return direction === 'desc' ? -order : order
    }
    return 0
  })
  return ordered.slice(skip, skip + limit)
}

function projected(document: Document, { fields }: Partial<Query>): object {
  const copy = structuredClone(document)
  if (!fields) return copy
  const isKept = (name: string) => name === '_id' || fields[name] === true
  return Object.fromEntries(Object.entries(copy).filter(([name]) => isKept(name)))
}

/** Changes the fields that are named, also below others (`'a.b': 1`). */
function change(document: Record<string, unknown>, data: object) {
  for (const [path, value] of Object.entries(data)) {
    const names = path.split('.')
    const last = names.pop() ?? ''
    let at = document
    for (const name of names) at = (at[name] ??= {}) as Record<string, unknown>
    const after = changedValue(at[last], value)
    if (after === undefined) delete at[last]
    else at[last] = after
  }
}

/** The same for a call that changes the collection. */
const writing = <Options>(documents: Document[], name: string, run: (options: Options) => object) =>
  answering(name, (options: Options) => {
    const result = run(options)
    notifyWatchers(documents)
    return result
  })

/** A call of the database: a promise, or callbacks where they are given. */
function answering<Options>(name: string, run: (options: Options) => object) {
  return (options?: Options & Callbacks) => {
    const answer = Promise.resolve().then(() => ({
      ...run((options ?? {}) as Options),
      errMsg: `${name}:ok`,
    }))
    if (!options?.success && !options?.fail) return answer
    void answer.then(options.success, options.fail)
    return undefined
  }
}
