import { Hono } from 'hono'
import { z } from '@hono/zod-openapi'
import type { Journal } from './events/journal.ts'
import { streamSteps } from './events/stream.ts'
import { FaultRequest, type Faults } from './faults.ts'
import { limitBody, readJson, requireJson } from './http/body.ts'
import { guard } from './http/guard.ts'
import { commonProblem } from './http/problem.ts'
import { isScenario, scenarios, type Settings } from './scenarios.ts'
import { readState, resetState } from './state.ts'
import type { Store } from './store/store.ts'

export interface ControlOptions {
  store: Store
  journal: Journal
  faults: Faults
  settings: Settings
  defaults: Settings
}

const ClockRequest = z.object({ advanceSeconds: z.number().positive().max(315_360_000) })

/** `/__mock/*`: what a test, a tool or a person at this machine may do to the whole mock. */
export function createControl({ store, journal, faults, settings, defaults }: ControlOptions) {
  const control = new Hono()
  control.use('*', guard('loopback'), limitBody, requireJson)

  control.get('/health', (c) => c.json({ status: 'ok', data: store.location }))

  control.get('/state', (c) =>
    c.json({ now: store.clock.now(), settings, faults: faults.list(), ...readState(store) }),
  )

  control.get('/events', (c) => streamSteps(c, journal))

  control.post('/reset', (c) => {
    journal.clear()
    faults.clear()
    Object.assign(settings, defaults)
    store.clock.reset()
    resetState(store)
    return c.body(null, 204)
  })

  control.post('/clock', async (c) => {
    store.clock.advance((await readJson(c, ClockRequest)).advanceSeconds)
    return c.json({ now: store.clock.now() })
  })

  control.post('/faults', async (c) => {
    faults.add(await readJson(c, FaultRequest))
    return c.json({ faults: faults.list() }, 201)
  })

  control.post('/scenarios/:name', (c) => {
    const name = c.req.param('name')
    if (!isScenario(name)) {
      throw commonProblem(
        'not_found',
        `There is no scenario "${name.slice(0, 64)}"; there are ${Object.keys(scenarios).join(', ')}.`,
      )
    }
    scenarios[name]({ store, faults, settings })
    return c.body(null, 204)
  })

  return control
}
