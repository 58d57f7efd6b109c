/** The core with what an app imports beside it, as one module: they share one session. */
export * from '../../miniprogram/services/index'
export * from '../../miniprogram/services/account'
export * from '../../miniprogram/services/merged-get'
export * from '../../miniprogram/services/page-calls'
export * from '../../miniprogram/services/stream'
