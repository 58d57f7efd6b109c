import type { Journal } from '../events/journal.ts'
import type { Faults } from '../faults.ts'
import type { ClientSettings } from '../wechat/client-api.ts'
import type { Seed } from '../seed/seed.ts'
import type { Store } from '../store/store.ts'
import type { Certify } from '../wechat/security/platform-key.ts'
import type { Quotas } from '../wechat/quotas.ts'

/** All that `/__mock` may look at and change. */
export interface World {
  store: Store
  journal: Journal
  faults: Faults
  quotas: Quotas
  settings: ClientSettings
  defaults: ClientSettings
  /** The seed the server begins with, and begins again with after a reset. */
  seed?: Seed | undefined
  /** Makes the platform's certificate, where that can be made. */
  certify?: Certify | undefined
  /** A request to this server itself. */
  ask: (request: Request) => Response | Promise<Response>
}
