import { Hono } from 'hono'
import { limitBody, requireJson } from '../http/body.ts'
import { guardControl, type Access } from '../http/guard.ts'
import { addPeople } from './people.ts'
import { addPlatform } from './platform.ts'
import { addRequests } from './requests.ts'
import { addSeed } from './seed.ts'
import { addSnapshots } from './snapshots.ts'
import { addTime } from './time.ts'
import { addTrouble } from './trouble.ts'
import type { World } from './world.ts'

/** `/__mock/*`: what a test, a tool or a person at this machine may do to the whole mock. */
export function createControl(world: World, access?: Access) {
  const control = new Hono()
  control.use('*', guardControl(access), limitBody, requireJson)
  for (const add of [
    addTime,
    addRequests,
    addTrouble,
    addPeople,
    addPlatform,
    addSeed,
    addSnapshots,
  ]) {
    add(control, world)
  }
  return control
}
