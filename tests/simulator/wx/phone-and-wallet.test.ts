import { cancelled, chooses, did, leaves, without, refusesPermission, undeclared } from './cases.ts'
import { contract } from './api-contract.ts'
import { resetServer, type TestPhone } from './phone.ts'

beforeEach(resetServer)

const allowsThenChooses = async (on: TestPhone) => {
  await on.allow()
  await on.choose()
}

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
  fails: [{ ...refusesPermission, options: { firstName: '李' } }, without('firstName')],
})
for (const api of ['wx.addPhoneCalendar', 'wx.addPhoneRepeatCalendar']) {
  contract(api, {
    succeeds: {
      options: { title: '会', startTime: 1 },
      meanwhile: allowsThenChooses,
      after: did(api.slice('wx.'.length), { title: '会' }),
    },
    fails: [{ ...refusesPermission, options: { title: '会', startTime: 1 } }, without('title')],
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
