import { setTimeout } from 'node:timers' // a document of jsdom, or a test, hides the global one
import { maskSecrets } from './mask-secrets.ts'
import { Secrets } from './secrets.ts'

/** A party of a step. */
export type Party = 'client' | 'backend' | 'wechat'

/** One step of a sign-in, as `GET /__mock/events` sends it. */
export interface JournalEntry {
  /** Rises with every step, over the life of the server. */
  id: number
  /** The same for a request and its answer. */
  pair: number
  /** Milliseconds since 1970 on the server's clock. */
  at: number
  /** The same on the machine's own clock, which can't be moved. */
  realAt: number
  kind: 'request' | 'answer'
  from: Party
  to: Party
  method: string
  path: string
  /** Answers only: the HTTP status; 0 when the connection was dropped instead. */
  status?: number
  /** Answers of WeChat that refuse. */
  errcode?: number
  /** The backend's error code. */
  error?: string
  /** Answers only: milliseconds since the request. */
  ms?: number
  /** Answers only, where the body is text: its bytes. */
  size?: number
  /** Answers only, where it is known: the person whose request it was, by name. */
  user?: string | undefined
  /** The same, by the backend's own id. */
  userId?: string | undefined
  /** The JSON that was sent, or the query; every secret masked. */
  body?: Record<string, unknown>
  /** Recorded only while there are subscribers: names in small letters; every secret masked. */
  headers?: Record<string, string>
}

/** A step as it is kept: its body unmasked, for it is masked when it is shown. */
export interface Entry extends Omit<
  JournalEntry,
  'id' | 'realAt' | 'errcode' | 'error' | 'body' | 'headers'
> {
  /** A JSON text or value, or a query with its question mark. */
  sent?: unknown
  /** As they came. */
  sentHeaders?: Headers | undefined
}

type Kept = Entry & { id: number; realAt: number }
type Listener = (steps: readonly JournalEntry[]) => void

/** Steps are sent to subscribers in batches: waking a thousand of them for each step would be too slow. */
const GATHER_MS = 16
/** The number of steps that are kept for later subscribers. */
const MEMORY = 500
/** A client that asks for ever new paths must not fill the memory. */
const MOST_ROUTES = 500

/** The latest steps between client, backend and WeChat, for subscribers. */
export class Journal {
  /** A ring buffer: its cost does not grow with the life of the server. */
  #ring: (Kept | undefined)[] = []
  #lastId = 0
  #lastPair = 0
  #listeners = new Set<Listener>()
  #closers = new Set<() => void>()
  /** Steps that were not sent to the listeners yet. */
  #fresh: Kept[] = []
  /** By path, then by method. */
  readonly #counts = new Map<string, Record<string, number>>()
  /** Values that may not be shown, under whatever name they appear. */
  readonly secrets = new Secrets()

  /** The number of listeners. */
  get watchers(): number {
    return this.#listeners.size
  }

  get isWatched(): boolean {
    return this.#listeners.size > 0
  }

  nextPair(): number {
    return ++this.#lastPair
  }

  add(entry: Entry): Kept {
    const kept = entry as Kept
    kept.id = ++this.#lastId
    kept.realAt = Date.now()
    if (kept.kind === 'request') this.#count(kept)
    this.#ring[kept.id % MEMORY] = kept
    if (this.isWatched && this.#fresh.push(kept) === 1) {
      setTimeout(() => this.#tell(), GATHER_MS)
    }
    return kept
  }

  /** The steps after `id`, oldest first; all that are kept when this journal never gave that id. */
  since(id: number): JournalEntry[] {
    const after = id > this.#lastId ? 0 : id
    return this.#ring
      .filter((kept) => kept !== undefined && kept.id > after)
      .toSorted((one, other) => (one?.id ?? 0) - (other?.id ?? 0))
      .map((kept) => show(kept as Kept, this.secrets))
  }

  #count({ path, method }: Entry) {
    let counts = this.#counts.get(path)
    if (!counts) {
      if (this.#counts.size >= MOST_ROUTES) return
      this.#counts.set(path, (counts = {}))
    }
    counts[method] = (counts[method] ?? 0) + 1
  }

  /** The number of requests of each route since the steps were last forgotten: `GET /api/session`. */
  counts(): Record<string, number> {
    const rows = [...this.#counts].flatMap(([path, counts]) =>
      Object.entries(counts).map(([method, count]) => [`${method} ${path}`, count] as const),
    )
    return Object.fromEntries(rows)
  }

  /** Forgets the steps; numbers go on rising. */
  clear() {
    this.#ring = []
    this.#counts.clear()
  }

  #tell() {
    const steps = this.#fresh.splice(0).map((kept) => show(kept, this.secrets))
    if (steps.length > 0) for (const listener of this.#listeners) listener(steps)
  }

  /** @param onClose called when the server stops; @returns how to stop listening */
  listen(listener: Listener, onClose: () => void): () => void {
    this.#tell() // it gets only what happens from now on
    this.#listeners.add(listener)
    this.#closers.add(onClose)
    return () => {
      this.#listeners.delete(listener)
      this.#closers.delete(onClose)
    }
  }

  /** Registers what ends with the server; @returns how to take it back */
  onClose(end: () => void): () => void {
    this.#closers.add(end)
    return () => this.#closers.delete(end)
  }

  /** Closes every subscription, so that the server can stop. */
  close() {
    this.#tell()
    for (const onClose of this.#closers) onClose()
  }
}

function show({ sent, sentHeaders, ...kept }: Kept, secrets: Secrets): JournalEntry {
  const step: JournalEntry = kept
  if (sentHeaders) {
    const named = Object.fromEntries(sentHeaders)
    step.headers = maskSecrets(named, secrets) as Record<string, string>
  }
  if (step.ms !== undefined) step.ms = Math.round(step.ms * 100) / 100
  step.path = secrets.hide(step.path)
  const json = typeof sent === 'string' ? parse(sent) : sent
  if (kept.kind === 'answer' && step.size === undefined && json !== undefined) {
    step.size = Buffer.byteLength(typeof sent === 'string' ? sent : JSON.stringify(sent))
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return step
  const body = maskSecrets(json, secrets) as Record<string, unknown>
  const shown: JournalEntry = { ...step, body }
  if (typeof body.errcode === 'number' && body.errcode !== 0) shown.errcode = body.errcode
  const error = (body.error as { code?: unknown } | undefined)?.code
  if (typeof error === 'string') shown.error = error
  return shown
}

function parse(text: string): unknown {
  if (text.startsWith('?')) return Object.fromEntries(new URLSearchParams(text))
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
