import { defineApis } from '../apis.ts'
import { callSafely, type Wx } from '../call.ts'
import type { Context } from '../context.ts'
import type { Device } from '../device.ts'
import { capsuleOf } from './capsule.ts'
import { isSince, known } from '../versions.ts'

/** WeChat's own permissions on the phone: the person gave it all. */
const authorized = {
  albumAuthorized: 'authorized',
  bluetoothAuthorized: 'authorized',
  cameraAuthorized: 'authorized',
  locationAuthorized: 'authorized',
  locationReducedAccuracy: false,
  microphoneAuthorized: 'authorized',
  notificationAuthorized: 'authorized',
  notificationAlertAuthorized: 'authorized',
  notificationBadgeAuthorized: 'authorized',
  notificationSoundAuthorized: 'authorized',
  phoneCalendarAuthorized: 'authorized',
}

/** Facts about app, device and WeChat: https://developers.weixin.qq.com/miniprogram/dev/api/base/system/wx.getSystemInfoSync.html */
export function systemApis(phone: Context) {
  const { device, appid, hasDarkMode, resize } = phone
  const systemInfo = () => ({
    ...appBaseInfo(device, hasDarkMode),
    ...deviceInfo(device),
    ...windowInfo(device),
    ...systemSetting,
    ...authorized,
  })
  const inTime = <Info extends object>(api: string, info: Info) =>
    known(api, 'results', info, device)
  const apis = {
    getAccountInfoSync: () => ({ miniProgram: accountOf(device, appid) }),
    getAppBaseInfo: () => inTime('getAppBaseInfo', appBaseInfo(device, hasDarkMode)),
    getDeviceInfo: () => inTime('getDeviceInfo', deviceInfo(device)),
    getWindowInfo: () => windowInfo(device),
    getSystemInfoSync: () => inTime('getSystemInfoSync', systemInfo()),
    getSystemSetting: () => ({ ...systemSetting }),
    getAppAuthorizeSetting: () => ({ ...authorized }),
    getMenuButtonBoundingClientRect: () => capsuleOf(device),
    onWindowResize: resize.add,
    offWindowResize: resize.remove,
  }
  const later = defineApis(phone, { getSystemInfo: systemInfo, getSystemInfoAsync: systemInfo })
  return { ...apis, ...later, getSystemInfo: atOnce(phone, later.getSystemInfo, systemInfo) }
}

/** As its page says: it takes callbacks, and has called them when it returns. */
function atOnce(phone: Context, later: Wx['getSystemInfo'], read: () => object) {
  return ((options: WechatMiniprogram.GetSystemInfoOption = {}) => {
    const { success, complete } = options
    if (!success && !complete) return later(options)
    const info = known('getSystemInfo', 'results', read(), phone.device)
    callSafely(phone, [success, complete], { ...info, errMsg: 'getSystemInfo:ok' })
    return undefined
  }) as Wx['getSystemInfo']
}

function accountOf(device: Device, appId: string) {
  const { envVersion, version } = device
  return {
    appId,
    ...(isSince(device, '2.10.0') && { envVersion }),
    // A version number exists in the released build only.
    ...(isSince(device, '2.10.2') && { version: envVersion === 'release' ? version : '' }),
  }
}

const appBaseInfo = (device: Device, hasDarkMode: boolean) => ({
  SDKVersion: device.baseLibrary,
  version: device.weChatVersion,
  language: device.language,
  ...(hasDarkMode && { theme: device.theme }),
  host: { env: 'WeChat' },
  enableDebug: device.isDebugging,
  fontSizeSetting: device.fontSizeSetting,
})

const deviceInfo = (device: Device) => ({
  platform: device.platform,
  brand: device.platform,
  model: device.model,
  system: device.system,
  benchmarkLevel: -1,
})

function windowInfo({ windowWidth, windowHeight, statusBarHeight, pixelRatio }: Device) {
  return {
    pixelRatio,
    screenWidth: windowWidth,
    screenHeight: windowHeight,
    windowWidth,
    windowHeight,
    statusBarHeight,
    screenTop: 0,
    safeArea: {
      left: 0,
      right: windowWidth,
      top: statusBarHeight,
      bottom: windowHeight,
      width: windowWidth,
      height: windowHeight - statusBarHeight,
    },
  }
}

const systemSetting = {
  bluetoothEnabled: true,
  locationEnabled: true,
  wifiEnabled: true,
  deviceOrientation: 'portrait',
}
