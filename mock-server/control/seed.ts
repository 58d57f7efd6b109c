import type { Hono } from 'hono'
import { readJson } from '../http/body.ts'
import { commonProblem } from '../http/problem.ts'
import { exportSeed, applySeed } from '../seed/apply.ts'
import { SeedShape } from '../seed/seed.ts'
import type { World } from './world.ts'

/** The state as a seed (JSON, which is YAML too), and the way back. */
export function addSeed(control: Hono, { store, settings }: World) {
  control.get('/seed', (c) => c.json(exportSeed(store, settings)))

  control.post('/seed', async (c) => {
    const seed = await readJson(c, SeedShape)
    try {
      applySeed(store, settings, seed)
    } catch (error) {
      if ((error as Error).name !== 'SeedError') throw error
      throw commonProblem('invalid_request', (error as Error).message)
    }
    return c.body(null, 204)
  })
}
