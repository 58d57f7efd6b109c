import { z } from 'zod'
import { AppShape, ProfileShape, UserShape, WatermarkShape } from '../control/shapes.ts'

/** For more users, use a data file. */
export const MOST_USERS = 10_000

const Subscription = z.object({
  user: z.string().min(1).max(64),
  appid: z.string().max(64).optional(),
  templateId: z.string().min(1).max(64),
  /** The number of messages the user still accepts. */
  count: z.number().int().min(1).max(1000).default(1),
})

/**
 * The beginning of a server: a file given by `--seed`, what `GET /__mock/seed` writes, and what
 * `POST /__mock/seed` adds. Names of fields are those of `/__mock`; what is unknown is refused, since
 * it would be a mistake that nobody sees.
 */
export const SeedShape = z.strictObject({
  settings: z
    .strictObject({
      profile: ProfileShape.optional(),
      hasPhoneQuota: z.boolean().optional(),
      watermark: WatermarkShape.optional(),
    })
    .optional(),
  apps: z.array(AppShape.strict()).max(1000).optional(),
  users: z.array(UserShape.strict()).max(MOST_USERS).optional(),
  /** Subscribe messages that users have accepted. */
  subscriptions: z.array(Subscription.strict()).max(10_000).optional(),
})

/** A seed, checked. */
export type Seed = z.output<typeof SeedShape>
