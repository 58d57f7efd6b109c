import { createMockServer } from '../../../mock-server/app.ts'
import { WECHAT_PREFIX } from '../../../mock-server/routes.ts'
import { openStore } from '../../../mock-server/store/store.ts'

/** A fake WeChat and its mock backend, in memory: answers requests to this origin. */
export const startMockServer = (origin: string) =>
  createMockServer({
    store: openStore(':memory:'),
    strictCodes: true,
    wechatBaseUrl: () => origin + WECHAT_PREFIX,
  })
