import type { Wx } from './call.ts'
import type { Context } from './context.ts'

type Api =
  'getAccountInfoSync' | 'getAppBaseInfo' | 'getDeviceInfo' | 'getWindowInfo' | 'getSystemInfoSync'

/** Who runs where: https://developers.weixin.qq.com/miniprogram/dev/api/base/system/wx.getSystemInfoSync.html */
export function systemApis({ device }: Context, appid: string): Pick<Wx, Api> {
  const appBaseInfo = () => ({
    SDKVersion: device.baseLibrary,
    version: device.weChatVersion,
    language: device.language,
    theme: device.theme,
    host: { env: 'WeChat' },
    enableDebug: false,
    fontSizeSetting: device.fontSizeSetting,
  })
  const deviceInfo = () => ({
    platform: device.platform,
    brand: device.platform,
    model: device.model,
    system: device.system,
    benchmarkLevel: -1,
  })
  const windowInfo = () => ({
    pixelRatio: 2,
    screenWidth: device.windowWidth,
    screenHeight: device.windowHeight,
    windowWidth: device.windowWidth,
    windowHeight: device.windowHeight,
    statusBarHeight: 20,
    screenTop: 0,
    safeArea: {
      left: 0,
      right: device.windowWidth,
      top: 20,
      bottom: device.windowHeight,
      width: device.windowWidth,
      height: device.windowHeight - 20,
    },
  })
  return {
    getAccountInfoSync: () =>
      ({
        // A version number exists in the released build only.
        miniProgram: { appId: appid, envVersion: device.envVersion, version: '' },
      }) as WechatMiniprogram.AccountInfo,
    getAppBaseInfo: appBaseInfo as unknown as Wx['getAppBaseInfo'],
    getDeviceInfo: deviceInfo as unknown as Wx['getDeviceInfo'],
    getWindowInfo: windowInfo,
    getSystemInfoSync: (() => ({
      ...appBaseInfo(),
      ...deviceInfo(),
      ...windowInfo(),
    })) as unknown as Wx['getSystemInfoSync'],
  }
}
