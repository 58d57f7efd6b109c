import type { Context, Hono } from 'hono'
import { commonProblem } from '../http/problem.ts'
import { copyTables, countRows, restoreTables, type TableCopy } from '../store/copy.ts'
import type { ClientSettings } from '../wechat/client-api.ts'
import type { Fault } from '../faults.ts'
import type { World } from './world.ts'

interface Snapshot {
  takenAt: number
  rows: number
  tables: TableCopy[]
  clockOffsetMs: number
  settings: ClientSettings
  faults: Fault[]
}

/** A test's world is small; what holds more is a data file, and can be copied as one. */
const MOST_ROWS = 100_000
const MOST_SNAPSHOTS = 20

/**
 * Named snapshots of everything: people, codes, sessions, the clock, settings and faults. They last
 * as long as the process, since they are a test's tool and not data.
 */
export function addSnapshots(control: Hono, world: World) {
  const { store } = world
  const snapshots = new Map<string, Snapshot>()

  const nameOf = (c: Context) => {
    const name = c.req.param('name') ?? ''
    if (/^[\w-]{1,64}$/.test(name)) return name
    throw commonProblem('invalid_request', 'A snapshot is named by letters, digits, "-" or "_".')
  }

  const named = (c: Context): Snapshot => {
    const name = nameOf(c)
    const snapshot = snapshots.get(name)
    if (snapshot) return snapshot
    const known = [...snapshots.keys()].join(', ') || 'none'
    throw commonProblem('not_found', `There is no snapshot "${name}"; there are: ${known}.`)
  }

  control.get('/snapshots', (c) =>
    c.json({
      snapshots: [...snapshots].map(([name, { takenAt, rows }]) => ({ name, takenAt, rows })),
    }),
  )

  control.post('/snapshots/:name', (c) => {
    const name = nameOf(c)
    if (!snapshots.has(name) && snapshots.size >= MOST_SNAPSHOTS) {
      throw commonProblem('invalid_request', `${MOST_SNAPSHOTS} snapshots are kept; DELETE one.`)
    }
    const rows = countRows(store)
    if (rows > MOST_ROWS) {
      throw commonProblem(
        'invalid_request',
        `${rows} rows are too many for a snapshot (${MOST_ROWS}): copy the data file instead.`,
      )
    }
    const snapshot = take(world, rows)
    snapshots.set(name, snapshot)
    return c.json({ name, takenAt: snapshot.takenAt, rows }, 201)
  })

  control.post('/snapshots/:name/restore', (c) => {
    restore(world, named(c))
    return c.body(null, 204)
  })

  control.delete('/snapshots/:name', (c) => {
    named(c)
    snapshots.delete(nameOf(c))
    return c.body(null, 204)
  })
}

const take = ({ store, settings, faults }: World, rows: number): Snapshot => ({
  takenAt: store.clock.now(),
  rows,
  tables: copyTables(store),
  clockOffsetMs: store.clock.offsetMs,
  settings: { ...settings },
  faults: faults.list().map((fault) => ({ ...fault })),
})

function restore({ store, settings, faults }: World, snapshot: Snapshot) {
  restoreTables(store, snapshot.tables)
  store.clock.moveTo(snapshot.clockOffsetMs)
  Object.assign(settings, snapshot.settings)
  faults.clear()
  for (const fault of snapshot.faults) faults.add(fault)
}
