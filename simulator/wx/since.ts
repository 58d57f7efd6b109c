import { compareVersions, type Device } from './device.ts'

/**
 * The base library that brought each API and component feature this simulator has. What is not
 * listed was there from the start.
 */
const since: Record<string, string> = {
  'wx.canIUse': '1.1.1',
  'wx.authorize': '1.2.0',
  'wx.getSetting': '1.2.0',
  'wx.openSetting': '1.1.0',
  'wx.reLaunch': '1.1.0',
  'wx.getUserProfile': '2.10.4',
  'wx.onAppShow': '2.1.2',
  'wx.offAppShow': '2.1.2',
  'wx.onAppHide': '2.1.2',
  'wx.offAppHide': '2.1.2',
  'wx.getAccountInfoSync': '2.2.2',
  'wx.getLaunchOptionsSync': '2.1.2',
  'wx.getEnterOptionsSync': '2.9.4',
  'wx.getUpdateManager': '1.9.90',
  'wx.enableAlertBeforeUnload': '2.12.0',
  'wx.disableAlertBeforeUnload': '2.12.0',
  'wx.getAppBaseInfo': '2.20.1',
  'wx.getDeviceInfo': '2.20.1',
  'wx.getWindowInfo': '2.20.1',
  'wx.onNeedPrivacyAuthorization': '2.32.3',
  'wx.getPrivacySetting': '2.32.3',
  'wx.requirePrivacyAuthorize': '2.32.3',
  'wx.openPrivacyContract': '2.32.3',
  'button.open-type.getUserInfo': '1.3.0',
  'button.open-type.getPhoneNumber': '1.2.0',
  'button.open-type.openSetting': '2.0.7',
  'button.open-type.contact': '1.1.0',
  'button.open-type.share': '1.2.0',
  'button.open-type.launchApp': '1.9.5',
  'button.open-type.feedback': '2.1.0',
  'button.open-type.chooseAvatar': '2.21.2',
  'button.open-type.agreePrivacyAuthorization': '2.32.3',
}

/** Whether a feature exists in the device's base library, when the simulator has it at all. */
export function exists(feature: string, { baseLibrary }: Device): boolean {
  const first = since[feature]
  return first === undefined || compareVersions(baseLibrary, first) >= 0
}

/**
 * `wx.canIUse`: presence in the base library, nothing about permission.
 *
 * @param apis the names of the simulated APIs
 */
export function canIUse(schema: string, apis: ReadonlySet<string>, device: Device): boolean {
  const [name = '', ...rest] = schema.split('.')
  if (apis.has(name)) return exists(`wx.${name}`, device)
  return rest.length > 0 && since[schema] !== undefined && exists(schema, device)
}
