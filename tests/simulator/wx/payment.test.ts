import { cancelled, chooses, did, without, refusesPermission } from './cases.ts'
import { contract } from './api-contract.ts'
import { resetServer } from './phone.ts'

beforeEach(resetServer)

/** Windows that a person answers: paying, places, the address book, other mini-programs. */

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

contract('wx.authorizeForMiniProgram', {
  succeeds: { options: { scope: 'scope.record' }, meanwhile: ({ allow }) => allow() },
  fails: [{ ...refusesPermission, options: { scope: 'scope.record' } }, without('scope')],
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
