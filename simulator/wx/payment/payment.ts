import { defineApis } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { requireParameters } from '../parameters.ts'
import { askBySheet } from '../sheet.ts'

const PAY = 0

/**
 * Paying: a window says what would be paid for and that nothing is. Its way out is WeChat's `cancel`,
 * its second choice the failure of a payment.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/payment/wx.requestPayment.html
 */
export function paymentApis(phone: Context) {
  const pay = async (api: string, lines: string[]) => {
    const { choice } = await askBySheet(phone, {
      api,
      title: '微信支付',
      lines,
      choices: ['支付', '支付失败'],
    })
    if (choice !== PAY) throw new ApiFailure('payment failed')
    phone.effects.add(api, { lines })
  }
  return defineApis(phone, {
    requestPayment: (options) => {
      requireParameters(options, {
        timeStamp: 'String',
        nonceStr: 'String',
        package: 'String',
        paySign: 'String',
      })
      return pay('requestPayment', [`package: ${options.package}`])
    },
    requestOrderPayment: (options) => {
      requireParameters(options, { package: 'String', paySign: 'String' })
      return pay('requestOrderPayment', [`package: ${options.package}`])
    },
    requestVirtualPayment: (options) => {
      requireParameters(options, { signData: 'Object', mode: 'String' })
      return pay('requestVirtualPayment', [JSON.stringify(options.signData)])
    },
    requestMerchantTransfer: async (options) => {
      requireParameters(options, { mchId: 'String', package: 'String' })
      await askBySheet(phone, {
        api: 'requestMerchantTransfer',
        title: '确认收款',
        lines: [`mchId: ${options.mchId}`],
        choices: ['确认收款'],
      })
      return { result: 'success' }
    },
  })
}
