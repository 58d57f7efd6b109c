import { applySeed } from '../seed/apply.ts'
import { resetState } from '../state.ts'
import type { World } from './world.ts'

/** Forgets everything but access tokens, and begins again with what the seed file holds. */
export function beginAnew({ store, journal, faults, quotas, settings, defaults, seed }: World) {
  journal.clear()
  faults.clear()
  quotas.reset()
  Object.assign(settings, defaults)
  resetState(store)
  if (seed) applySeed(store, settings, seed)
}
