import { DeviceFailure } from '../failure.ts'
import type { Context } from '../context.ts'

/**
 * Parts this phone lacks, with WeChat's own code for it: its Bluetooth is off, it has neither NFC nor
 * beacons. Each API fails as on such a phone.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/device/bluetooth/wx.openBluetoothAdapter.html
 */
const parts: { errCode: number; reason: string; apis: string[] }[] = [
  { errCode: 10001, reason: 'not available', apis: ['openBluetoothAdapter'] },
  {
    errCode: 10000,
    reason: 'not init',
    apis: [
      'closeBluetoothAdapter',
      'getBluetoothAdapterState',
      'startBluetoothDevicesDiscovery',
      'stopBluetoothDevicesDiscovery',
      'getBluetoothDevices',
      'getConnectedBluetoothDevices',
      'isBluetoothDevicePaired',
      'makeBluetoothPair',
      'createBLEConnection',
      'closeBLEConnection',
      'getBLEDeviceServices',
      'getBLEDeviceCharacteristics',
      'readBLECharacteristicValue',
      'writeBLECharacteristicValue',
      'getBLEDeviceRSSI',
      'notifyBLECharacteristicValueChange',
      'setBLEMTU',
      'getBLEMTU',
      'createBLEPeripheralServer',
    ],
  },
  {
    errCode: 11000,
    reason: 'unsupport',
    apis: ['startBeaconDiscovery', 'stopBeaconDiscovery', 'getBeacons'],
  },
  {
    errCode: 13000,
    reason: 'current device does not support NFC',
    apis: ['getHCEState', 'startHCE', 'stopHCE', 'sendHCEMessage'],
  },
  {
    errCode: 12001,
    reason: 'current system does not support the relevant capabilities',
    apis: [
      'startWifi',
      'stopWifi',
      'connectWifi',
      'getWifiList',
      'setWifiList',
      'getConnectedWifi',
    ],
  },
  {
    errCode: -1,
    reason: 'not supported',
    apis: [
      'startLocalServiceDiscovery',
      'stopLocalServiceDiscovery',
      'initFaceDetect',
      'stopFaceDetect',
      'faceDetect',
    ],
  },
]

/** None of these events ever fires by itself. */
export const absentEvents = [
  'BluetoothAdapterStateChange',
  'BluetoothDeviceFound',
  'BLEConnectionStateChange',
  'BLECharacteristicValueChange',
  'BLEMTUChange',
  'BLEPeripheralConnectionStateChanged',
  'BeaconUpdate',
  'BeaconServiceChange',
  'HCEMessage',
  'GetWifiList',
  'WifiConnected',
  'WifiConnectedWithPartialInfo',
  'LocalServiceFound',
  'LocalServiceLost',
  'LocalServiceResolveFail',
  'LocalServiceDiscoveryStop',
]

/** APIs of parts that this phone lacks. */
export const absentApiNames = parts.flatMap(({ apis }) => apis)

/** APIs of parts that this phone lacks: each fails. */
export function absentApis({ makeApi, events: played }: Context): object {
  const apis = parts.flatMap(({ errCode, reason, apis }) =>
    apis.map((name) => [
      name,
      makeApi(name as never, () => {
        throw new DeviceFailure(reason, errCode)
      }),
    ]),
  )
  const listeners = absentEvents.flatMap((name) => [
    [`on${name}`, played.of(name).add],
    [`off${name}`, played.of(name).remove],
  ])
  return Object.fromEntries([...apis, ...listeners]) as object
}
