import { defineOthers } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { requireParameters } from '../parameters.ts'
import { Collections } from './collections.ts'
import { createDatabase } from './database.ts'
import { cloudFileCalls } from './files.ts'

const NOT_INIT = "Cloud API isn't enabled, please call wx.cloud.init first"

/**
 * Cloud development: functions are answered by those given to `createSimulator` (in jest by the
 * test, in the preview by the files of `--cloud DIR`), the database and the files are in memory.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/
 */
export function cloudApis(phone: Context) {
  const collections = new Collections()
  let config: object | undefined
  const requireInit = () => {
    if (!config) throw new ApiFailure(NOT_INIT)
  }
  const define = (name: string, run: (options: never) => unknown) =>
    phone.makeApi(
      name as never,
      (async (options: never) => {
        requireInit()
        return run(options)
      }) as never,
    )
  const services = () => ({
    callFunction: define('cloud.callFunction', (options: CallOptions) =>
      callFunction(phone, options),
    ),
    callContainer: define('cloud.callContainer', () => {
      throw new ApiFailure('containers are not simulated; give your test its own wx.cloud')
    }),
    ...cloudFileCalls(phone, define),
    database: () => {
      if (!config) throw new Error(NOT_INIT)
      return createDatabase(collections, phone.platform.user)
    },
  })
  class Cloud {
    async init() {
      config ??= {}
    }
  }
  const own = services()
  Object.assign(Cloud.prototype, own)
  return defineOthers({
    cloud: {
      init: (options: object = {}) => {
        config = options
      },
      ...own,
      Cloud,
      CloudID: class {
        constructor(readonly cloudID: string) {}
      },
    } as never,
  })
}

interface CallOptions {
  name: string
  data?: Record<string, unknown>
}

async function callFunction({ cloud, platform, appid }: Context, options: CallOptions) {
  requireParameters(options, { name: 'String' })
  const run = cloud[options.name]
  if (!run) {
    const known = Object.keys(cloud).join(', ') || 'none'
    throw new ApiFailure(
      `-501000 FunctionName parameter could not be found: "${options.name}". Give it to the simulator: ` +
        `a test by launch(url, { cloud: { ${options.name}: (event) => ... } }), the preview by --cloud DIR. There is ${known}.`,
    )
  }
  try {
    const event = structuredClone(options.data ?? {})
    const result = await run(event, { openid: platform.user, appid })
    return { result: structuredClone(result ?? null), requestID: 'simulated' }
  } catch (error) {
    if (error instanceof ApiFailure) throw error
    throw new ApiFailure(`-504002 functions execute fail: ${String(error)}`)
  }
}
