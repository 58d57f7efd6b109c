import { defineApis, defineOthers } from '../apis.ts'
import type { Context } from '../context.ts'

/** https://developers.weixin.qq.com/miniprogram/dev/api/device/network/wx.getNetworkType.html */
export function networkApis(phone: Context) {
  const { network } = phone
  const asynchronous = defineApis(phone, {
    getNetworkType: () => ({
      networkType: network.type,
      hasSystemProxy: false,
      weakNet: network.isWeak,
    }),
  })
  const listeners = defineOthers({
    onNetworkStatusChange: network.watchers.add,
    offNetworkStatusChange: network.watchers.remove as never,
  })
  return { ...asynchronous, ...listeners }
}
