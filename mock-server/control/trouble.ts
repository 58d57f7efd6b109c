import type { Hono } from 'hono'
import { FaultRequest } from '../faults.ts'
import { readJson } from '../http/body.ts'
import { commonProblem } from '../http/problem.ts'
import { isScenario, scenarios } from '../scenarios.ts'
import type { World } from './world.ts'

/** What goes wrong on purpose: faults one by one, and situations by name. */
export function addTrouble(control: Hono, { store, faults, settings }: World) {
  control.post('/faults', async (c) => {
    if (!faults.add(await readJson(c, FaultRequest))) {
      throw commonProblem('invalid_request', 'Too many faults wait already; POST /__mock/reset.')
    }
    return c.json({ faults: faults.list() }, 201)
  })

  control.get('/scenarios', (c) =>
    c.json({ scenarios: Object.entries(scenarios).map(([name, { about }]) => ({ name, about })) }),
  )

  control.post('/scenarios/:name', (c) => {
    const name = c.req.param('name')
    if (!isScenario(name)) {
      throw commonProblem(
        'not_found',
        `There is no scenario "${name.slice(0, 64)}"; there are ${Object.keys(scenarios).join(', ')}.`,
      )
    }
    scenarios[name].apply({ store, faults, settings })
    return c.body(null, 204)
  })
}
