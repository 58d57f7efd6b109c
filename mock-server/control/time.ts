import type { Hono } from 'hono'
import { z } from 'zod'
import { readJson } from '../http/body.ts'
import { readPage } from '../http/page.ts'
import { beginAnew } from './begin.ts'
import { describeClock } from './describe.ts'
import { WatermarkShape } from './shapes.ts'
import type { World } from './world.ts'
import { readState } from '../state.ts'

const ClockRequest = z
  .object({
    advanceSeconds: z.number().positive().max(315_360_000).optional(),
    /** Back to the machine's time, first. What ended meanwhile ends at its own time again. */
    backToNow: z.literal(true).optional(),
    /** Which time encrypted data carries. */
    watermark: WatermarkShape.optional(),
  })
  .refine(
    (asked) => Object.values(asked).some((part) => part !== undefined),
    'gives nothing to do: give advanceSeconds, backToNow or watermark',
  )

/** The server's state: health, state, clock, reset. */
export function addTime(control: Hono, world: World) {
  const { store, settings, faults } = world

  control.get('/health', (c) => c.json({ status: 'ok', data: store.location }))

  control.get('/state', (c) =>
    c.json({
      now: store.clock.now(),
      settings,
      faults: faults.list(),
      ...readState(store, readPage(c)),
    }),
  )

  control.post('/reset', (c) => {
    beginAnew(world)
    return c.body(null, 204)
  })

  control.get('/clock', (c) => c.json(describeClock(store, settings)))

  control.post('/clock', async (c) => {
    const { advanceSeconds, backToNow, watermark } = await readJson(c, ClockRequest)
    if (backToNow) store.clock.reset()
    if (advanceSeconds !== undefined) store.clock.advance(advanceSeconds)
    if (watermark !== undefined) settings.watermark = watermark
    return c.json(describeClock(store, settings))
  })
}
