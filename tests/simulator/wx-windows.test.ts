import { elsewhereNames } from '../../simulator/wx/open-api/elsewhere.ts'
import { contract } from './contract.ts'
import { page, phone, resetServer, turn, type Phone } from './phone.ts'

beforeEach(resetServer)

/** Windows that a person answers: paying, places, the address book, other mini-programs. */

const chooses = ({ choose }: Phone) => choose()
const leaves = ({ leave }: Phone) => leave()
const cancelled = (options?: object) => ({
  when: 'when the person leaves the window',
  ...(options && { options }),
  meanwhile: leaves,
  errMsg: ':fail cancel',
})
const without = (name: string, kind = 'String') => ({
  when: `without ${name}`,
  options: {},
  errMsg: `:fail parameter error: parameter.${name} should be ${kind} instead of Undefined;`,
  errno: 1001,
})
const did = (api: string, options: object) => (on: Phone) =>
  expect(on.effects.of(api)).toEqual([expect.objectContaining(options)])

const bill = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=1', paySign: 's' }

contract('wx.requestPayment', {
  succeeds: {
    options: bill,
    meanwhile: (on) => {
      expect(on.dialogs.current).toMatchObject({ title: '微信支付', choices: ['支付', '支付失败'] })
      expect(on.dialogs.current).toMatchObject({
        lines: [bill.package, expect.stringMatching('不会真的')].map((line, index) =>
          index === 0 ? `package: ${String(line)}` : line,
        ),
      })
      return on.choose()
    },
    after: did('requestPayment', {}),
  },
  fails: [
    cancelled(bill),
    {
      when: 'when it fails',
      options: bill,
      meanwhile: ({ choose }) => choose(1),
      errMsg: ':fail payment failed',
    },
    without('timeStamp'),
  ],
})

contract('wx.requestOrderPayment', {
  succeeds: { options: bill, meanwhile: chooses },
  fails: [cancelled(bill), without('package')],
})

const goods = { signData: {}, mode: 'goods', paySig: 'p', signature: 's' }

contract('wx.requestVirtualPayment', {
  succeeds: { options: goods, meanwhile: chooses },
  fails: [cancelled(goods), without('signData', 'Object')],
})

contract('wx.requestMerchantTransfer', {
  succeeds: {
    options: { mchId: '1', package: 'p' },
    meanwhile: chooses,
    result: { result: 'success' },
  },
  fails: [cancelled({ mchId: '1', package: 'p' }), without('mchId')],
})

const allowsThenChooses = async (on: Phone) => {
  await on.allow()
  await on.choose()
}
const place = { latitude: 30.5, longitude: 114.3, name: '黄鹤楼', address: '武汉' }
const there = { person: { place } }
const located = {
  latitude: 30.5,
  longitude: 114.3,
  speed: -1,
  accuracy: 65,
  altitude: 0,
  verticalAccuracy: 0,
  horizontalAccuracy: 65,
}
const refuses = {
  when: 'when the person refuses',
  meanwhile: ({ deny }: Phone) => deny(),
  errMsg: ':fail auth deny',
  errno: 103,
}
const undeclared = (api: string) => ({
  when: 'where the guideline does not name it',
  phone: { privacy: { undeclared: [api] } },
  errMsg: ':fail api scope is not declared in the privacy agreement',
  errno: 112,
})

contract('wx.getLocation', {
  succeeds: { phone: there, meanwhile: ({ allow }) => allow(), result: located },
  fails: [refuses, undeclared('getLocation')],
})

contract('wx.getFuzzyLocation', {
  succeeds: {
    phone: { person: { place: { ...place, latitude: 30.54321 } } },
    meanwhile: ({ allow }) => allow(),
    result: { latitude: 30.54, longitude: 114.3 },
  },
  fails: [refuses, undeclared('getFuzzyLocation')],
})

contract('wx.chooseLocation', {
  succeeds: [
    { phone: there, meanwhile: chooses, result: place },
    {
      when: 'with what the person fills in',
      phone: there,
      meanwhile: ({ choose }) => choose(0, { name: '东湖', latitude: '30.6' }),
      result: { ...place, name: '东湖', latitude: 30.6 },
    },
  ],
  fails: [
    cancelled(),
    undeclared('chooseLocation'),
    {
      when: 'with a latitude that is no number',
      meanwhile: ({ choose }) => choose(0, { latitude: 'north' }),
      errMsg: ':fail latitude and longitude are numbers of degrees',
    },
  ],
})

contract('wx.choosePoi', {
  succeeds: { phone: there, meanwhile: chooses, result: { ...place, type: 2, city: '' } },
  fails: [cancelled(), undeclared('choosePoi')],
})

contract('wx.openLocation', {
  succeeds: {
    options: { latitude: 30.5, longitude: 114.3, name: '黄鹤楼' },
    after: async (on) => {
      expect(on.dialogs.current).toMatchObject({ kind: 'sheet', title: '黄鹤楼' })
      await on.leave()
    },
  },
  fails: without('latitude', 'Number'),
})

contract('wx.startLocationUpdate', {
  succeeds: { meanwhile: ({ allow }) => allow() },
  fails: [refuses, undeclared('startLocationUpdate')],
})
contract('wx.startLocationUpdateBackground', {
  succeeds: { meanwhile: ({ allow }) => allow() },
  fails: [refuses, undeclared('startLocationUpdateBackground')],
})
contract('wx.stopLocationUpdate', {
  succeeds: {
    before: async ({ wx, platform }) => {
      await platform.authorize('scope.userLocation', true)
      await wx.startLocationUpdate({})
    },
  },
  fails: { when: 'before the start', errMsg: ':fail location update is not started' },
})

test.each([['wx.onLocationChange', 'wx.offLocationChange']])(
  '%s tells of every place until %s',
  async () => {
    const on = phone(there)
    const told: number[] = []
    const listener = ({ latitude }: { latitude: number }) => void told.push(latitude)
    on.wx.onLocationChange(listener)
    const started = on.wx.startLocationUpdate({})
    await on.allow()
    await started
    on.person.place = { ...place, latitude: 31 }
    on.events.happen('LocationChange')
    on.wx.offLocationChange(listener)
    on.events.happen('LocationChange')
    expect(told).toEqual([30.5, 31])
  },
)

test.each([['wx.onLocationChangeError', 'wx.offLocationChangeError']])('%s hears until %s', () => {
  const on = phone()
  const told: object[] = []
  const listener = (error: object) => void told.push(error)
  on.wx.onLocationChangeError(listener)
  on.events.happen('LocationChangeError', { errCode: 1 })
  on.wx.offLocationChangeError(listener)
  on.events.happen('LocationChangeError', { errCode: 2 })
  expect(told).toEqual([{ errCode: 1 }])
})

contract('wx.makePhoneCall', {
  succeeds: {
    options: { phoneNumber: '10086' },
    meanwhile: chooses,
    after: did('makePhoneCall', { phoneNumber: '10086' }),
  },
  fails: [cancelled({ phoneNumber: '1' }), without('phoneNumber')],
})

contract('wx.sendSms', {
  succeeds: { options: { phoneNumber: '1' }, meanwhile: chooses, after: did('sendSms', {}) },
  fails: cancelled(),
})

const scanned = (result: string) => ({
  result,
  scanType: 'QR_CODE',
  charSet: 'UTF-8',
  path: '',
  rawData: btoa(encodeURI(result)),
})

contract('wx.scanCode', {
  succeeds: [
    { meanwhile: chooses, result: scanned('https://example.com/') },
    {
      when: 'with what the code says',
      meanwhile: ({ choose }) => choose(0, { result: '你好' }),
      result: scanned('你好'),
    },
  ],
  fails: cancelled(),
})

contract('wx.chooseContact', {
  succeeds: {
    meanwhile: chooses,
    result: { displayName: '李四', phoneNumber: '13900000000', phoneNumberList: '13900000000' },
  },
  fails: [cancelled(), undeclared('chooseContact')],
})

contract('wx.addPhoneContact', {
  succeeds: {
    options: { firstName: '李' },
    meanwhile: allowsThenChooses,
    after: did('addPhoneContact', { firstName: '李' }),
  },
  fails: [{ ...refuses, options: { firstName: '李' } }, without('firstName')],
})
for (const api of ['wx.addPhoneCalendar', 'wx.addPhoneRepeatCalendar']) {
  contract(api, {
    succeeds: {
      options: { title: '会', startTime: 1 },
      meanwhile: allowsThenChooses,
      after: did(api.slice('wx.'.length), { title: '会' }),
    },
    fails: [{ ...refuses, options: { title: '会', startTime: 1 } }, without('title')],
  })
}

const address = {
  userName: '张三',
  postalCode: '510000',
  provinceName: '广东省',
  cityName: '广州市',
  countyName: '海珠区',
  streetName: '新港中路',
  detailInfo: '新港中路397号',
  detailInfoNew: '新港中路397号',
  nationalCode: '440105',
  telNumber: '13800000000',
}

contract('wx.chooseAddress', {
  succeeds: [
    { meanwhile: chooses, result: address },
    {
      when: 'with what the person fills in',
      meanwhile: ({ choose }) => choose(0, { userName: '王五' }),
      result: { ...address, userName: '王五' },
    },
  ],
  fails: [cancelled(), undeclared('chooseAddress')],
})

contract('wx.checkIsAddedToMyMiniProgram', {
  succeeds: [
    { result: { added: false } },
    {
      when: 'for who has added it',
      phone: { person: { hasAdded: true } },
      result: { added: true },
    },
  ],
  fails: 'never',
})

contract('wx.chooseInvoiceTitle', {
  succeeds: {
    meanwhile: chooses,
    result: {
      type: '0',
      title: '示例有限公司',
      taxNumber: '91440000000000000X',
      companyAddress: '',
      telephone: '',
      bankName: '',
      bankAccount: '',
    },
  },
  fails: [cancelled(), undeclared('chooseInvoiceTitle')],
})
contract('wx.chooseInvoice', {
  succeeds: { meanwhile: chooses, result: { invoiceInfo: '[{"cardId":"","encryptCode":""}]' } },
  fails: [cancelled(), undeclared('chooseInvoice')],
})
contract('wx.chooseLicensePlate', {
  succeeds: { meanwhile: chooses, result: { plateNumber: '粤A00000' } },
  fails: [cancelled(), undeclared('chooseLicensePlate')],
})

const cards = { cardList: [{ cardId: 'c1', cardExt: '{}' }] }

contract('wx.addCard', {
  succeeds: {
    options: cards,
    meanwhile: chooses,
    result: { cardList: [{ cardId: 'c1', cardExt: '{}', code: '', isSuccess: true }] },
  },
  fails: [cancelled(cards), without('cardList', 'Array')],
})
contract('wx.openCard', {
  succeeds: { options: cards, after: leaves },
  fails: without('cardList', 'Array'),
})

contract('wx.authorizeForMiniProgram', {
  succeeds: { options: { scope: 'scope.record' }, meanwhile: ({ allow }) => allow() },
  fails: [{ ...refuses, options: { scope: 'scope.record' } }, without('scope')],
})
contract('wx.checkIsSupportSoterAuthentication', {
  succeeds: { result: { supportMode: ['fingerPrint'] } },
  fails: 'never',
})
contract('wx.checkIsSoterEnrolledInDevice', {
  succeeds: { options: { checkAuthMode: 'fingerPrint' }, result: { isEnrolled: true } },
  fails: 'never',
})
const finger = { requestAuthModes: ['fingerPrint'], challenge: 'c' }
contract('wx.startSoterAuthentication', {
  succeeds: {
    options: finger,
    meanwhile: chooses,
    result: {
      authMode: 'fingerPrint',
      errCode: 0,
      resultJSON: '{"raw":"c","fid":""}',
      resultJSONSignature: '',
    },
  },
  fails: [
    cancelled(finger),
    {
      when: 'by face',
      options: { ...finger, requestAuthModes: ['facial'] },
      errMsg: ':fail device not support such mode',
    },
  ],
})

const hidden = (on: Phone) => expect(on.lifecycles.at(-1)).toBe('home onHide')

contract('wx.navigateToMiniProgram', {
  succeeds: {
    options: { appId: 'wx1', path: 'p' },
    meanwhile: (on) => {
      expect(on.dialogs.current).toMatchObject({ title: '即将打开其他小程序' })
      return on.choose()
    },
    after: (on) => {
      did('navigateToMiniProgram', { appId: 'wx1', path: 'p' })(on)
      hidden(on)
    },
  },
  fails: [cancelled({ appId: 'wx1' }), without('appId')],
})
contract('wx.openEmbeddedMiniProgram', {
  succeeds: { options: { appId: 'wx1' }, meanwhile: chooses, after: hidden },
  fails: [cancelled({ appId: 'wx1' }), without('appId')],
})
contract('wx.navigateBackMiniProgram', {
  succeeds: {
    before: ({ open }) => open(page('home'), { referrerInfo: { appId: 'wx1' } }),
    options: { extraData: { a: 1 } },
    after: did('navigateBackMiniProgram', { extraData: { a: 1 } }),
  },
  fails: { when: 'when none opened it', errMsg: ':fail not opened by another mini-program' },
})
contract('wx.exitMiniProgram', {
  byTap: true,
  succeeds: { after: hidden },
  fails: {
    when: 'without a tap',
    byTap: false,
    errMsg: ':fail can only be invoked by user TAP gesture.',
  },
})
contract('wx.restartMiniProgram', {
  succeeds: { options: { path: 'p' }, after: did('restartMiniProgram', { path: 'p' }) },
  fails: without('path'),
})

const friend = { path: 'wxfile://a.png', filePath: 'wxfile://a.png', videoPath: 'wxfile://a.png' }
const withFile = ({ files }: Phone) => files.put('wxfile://a.png', 'a')

for (const [api, needed] of [
  ['wx.showShareImageMenu', 'path'],
  ['wx.shareFileMessage', 'filePath'],
  ['wx.shareVideoMessage', 'videoPath'],
] as const) {
  contract(api, {
    succeeds: {
      before: withFile,
      options: friend,
      meanwhile: chooses,
      after: did(api.slice('wx.'.length), { [needed]: 'wxfile://a.png' }),
    },
    fails: [{ ...cancelled(friend), before: withFile }, without(needed)],
  })
}
for (const api of ['wx.showShareMenu', 'wx.hideShareMenu', 'wx.updateShareMenu']) {
  contract(api, {
    succeeds: {
      options: { withShareTicket: true },
      after: did(api.slice('wx.'.length), { withShareTicket: true }),
    },
    fails: 'never',
  })
}

// 'wx.openCustomerServiceChat' 'wx.openOfficialAccountProfile' 'wx.openOfficialAccountArticle'
// 'wx.openOfficialAccountChat' 'wx.openChannelsActivity' 'wx.openChannelsEvent' 'wx.openChannelsLive'
// 'wx.openChannelsUserProfile' 'wx.openStoreOrderDetail' 'wx.openStoreCouponDetail'
// 'wx.openInquiriesTopic' 'wx.openSingleStickerView' 'wx.openStickerSetView' 'wx.openStickerIPView'
// 'wx.openDesignerProfile' 'wx.showRedPackage' 'wx.addFileToFavorites' 'wx.addVideoToFavorites'
for (const name of elsewhereNames) {
  contract(`wx.${name}`, {
    succeeds: {
      options: { extInfo: { url: 'u' } },
      after: async (on) => {
        did(name, { extInfo: { url: 'u' } })(on)
        expect(on.dialogs.current).toMatchObject({ kind: 'sheet', api: name })
        await on.leave()
      },
    },
    fails: 'never',
  })
}

for (const api of [
  'wx.openAppAuthorizeSetting',
  'wx.openSystemBluetoothSetting',
  'wx.updateWeChatApp',
]) {
  contract(api, { succeeds: { meanwhile: chooses }, fails: 'never' })
}

describe.each(['wx.createRewardedVideoAd', 'wx.createInterstitialAd'])('%s', (api) => {
  test.each([
    [0, true],
    [1, false],
  ])('tells how it ended: %s', async (choice, isEnded) => {
    const on = phone()
    const name = api.slice('wx.'.length) as 'createRewardedVideoAd'
    const told: unknown[] = []
    const ad = on.wx[name]({ adUnitId: 'a' })
    ad.onLoad(() => void told.push('loaded'))
    ad.onClose((result) => void told.push(result.isEnded))
    await turn()
    await ad.show()
    await on.choose(choice)
    await turn()
    expect(told).toEqual(['loaded', isEnded])
  })
})
