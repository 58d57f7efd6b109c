import type { Hono } from 'hono'
import { FaultRequest } from '../faults.ts'
import { readJson } from '../http/body.ts'
import { commonProblem } from '../http/problem.ts'
import {
  describeScenarios,
  endScenario,
  isScenario,
  playScenario,
  scenarios,
} from '../scenarios.ts'
import type { World } from './world.ts'

/** Trouble on purpose: faults one by one, and situations by name. */
export function addTrouble(control: Hono, { store, faults, settings }: World) {
  control.post('/faults', async (c) => {
    if (!faults.add(await readJson(c, FaultRequest))) throw tooMany()
    return c.json({ faults: faults.list() }, 201)
  })

  control.get('/faults', (c) => c.json({ faults: faults.list() }))

  control.delete('/faults', (c) => {
    faults.clear()
    return c.body(null, 204)
  })

  control.delete('/faults/:index', (c) => {
    const index = c.req.param('index')
    if (!/^\d{1,3}$/.test(index) || !faults.removeAt(Number(index))) {
      const waiting = `${faults.list().length} wait; GET /__mock/faults lists them, from 0`
      throw commonProblem('not_found', `There is no fault ${index.slice(0, 16)}: ${waiting}.`)
    }
    return c.body(null, 204)
  })

  control.get('/scenarios', (c) =>
    c.json({ scenarios: describeScenarios({ store, faults, settings }) }),
  )

  control.post('/scenarios/:name', async (c) => {
    const name = named(c.req.param('name'))
    if (!(await playScenario(name, { store, faults, settings }))) throw tooMany()
    return c.body(null, 204)
  })

  control.delete('/scenarios/:name', async (c) => {
    const name = named(c.req.param('name'))
    if (!(await endScenario(name, { store, faults, settings }))) {
      const message = `"${name}" happened once and is over: there is nothing to end.`
      throw commonProblem('invalid_request', message)
    }
    return c.body(null, 204)
  })
}

const tooMany = () =>
  commonProblem('invalid_request', 'Too many faults wait already; DELETE /__mock/faults.')

function named(name: string): keyof typeof scenarios {
  if (isScenario(name)) return name
  throw commonProblem(
    'not_found',
    `There is no scenario "${name.slice(0, 64)}"; there are ${Object.keys(scenarios).join(', ')}.`,
  )
}
