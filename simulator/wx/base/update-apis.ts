import { defineOthers } from '../apis.ts'
import type { Context } from '../context.ts'
import type { UpdateListener } from './update.ts'

/** https://developers.weixin.qq.com/miniprogram/dev/api/base/update/wx.getUpdateManager.html */
export function updateApis({ updates }: Context) {
  const manager = {
    onCheckForUpdate: (listener: UpdateListener) => updates.listen('checked', listener),
    onUpdateReady: (listener: UpdateListener) => updates.listen('ready', listener),
    onUpdateFailed: (listener: UpdateListener) => updates.listen('failed', listener),
    applyUpdate: () => updates.apply(),
  } as unknown as WechatMiniprogram.UpdateManager
  return defineOthers({ getUpdateManager: () => manager }) // one for the whole mini-program
}
