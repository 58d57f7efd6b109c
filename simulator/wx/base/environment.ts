import { defineApis, defineOthers } from '../apis.ts'
import type { Context } from '../context.ts'
import { USER_DATA_PATH } from '../file/files.ts'
import { showSheet } from '../sheet.ts'

/**
 * The folder of user files, the renderer, and the phone's own settings.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/base/wx.env.html
 */
export function environmentApis(phone: Context) {
  const { device, effects, app } = phone
  // The pages of this simulator are drawn by one renderer.
  const skyline = { isSupported: false, version: '', reason: 'not simulated' }
  const hint = (api: string) => (options: object) => effects.add(api, options)
  const openSettings = (api: string, title: string) => async () =>
    await showSheet(phone, { api, title, lines: [] })
  const asynchronous = defineApis(phone, {
    getSkylineInfo: () => skyline,
    getRendererUserAgent: () => ({ userAgent: userAgentOf(phone) }),
    getDeviceBenchmarkInfo: () => ({ benchmarkLevel: -1, modelLevel: 0 }),
    openAppAuthorizeSetting: openSettings('openAppAuthorizeSetting', '微信的系统权限'),
    openSystemBluetoothSetting: openSettings('openSystemBluetoothSetting', '系统蓝牙设置'),
    updateWeChatApp: openSettings('updateWeChatApp', '更新微信'),
    preDownloadSubpackage: hint('preDownloadSubpackage'),
  })
  const others = defineOthers({
    env: { USER_DATA_PATH },
    getSkylineInfoSync: () => skyline as never,
    getApiCategory: () => ({ apiCategory: app.enterOptions.apiCategory ?? 'default' }) as never,
    preloadAssets: hint('preloadAssets') as never,
    preloadWebview: hint('preloadWebview') as never,
    preloadSkylineView: hint('preloadSkylineView') as never,
    // Work for idle time: here it runs in the next turn of the event loop.
    requestIdleCallback: ((run: (deadline: object) => void) =>
      setTimeout(() => run({ didTimeout: false, timeRemaining: () => 50 }))) as never,
    cancelIdleCallback: ((id: number) => clearTimeout(id)) as never,
  })
  void device
  return { ...asynchronous, ...others }
}

const userAgentOf = ({ device }: Context) =>
  `Mozilla/5.0 (${device.system}) MicroMessenger/${device.weChatVersion} miniProgram`
