import { defineApis } from '../apis.ts'
import type { Context } from '../context.ts'
import { requireParameters } from '../parameters.ts'
import { askBySheet } from '../sheet.ts'

/**
 * Actions of the person beside the mini-program: calls, messages, scans. Each opens a window that a
 * person answers.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/device/phone/wx.makePhoneCall.html
 */
export function phoneApis(phone: Context) {
  const { effects, person } = phone
  return defineApis(phone, {
    makePhoneCall: async (options) => {
      requireParameters(options, { phoneNumber: 'String' })
      const { phoneNumber } = options
      await askBySheet(phone, {
        api: 'makePhoneCall',
        title: phoneNumber,
        lines: [],
        choices: ['呼叫'],
      })
      effects.add('makePhoneCall', { phoneNumber })
    },
    sendSms: async (options) => {
      const { phoneNumber = '', content = '' } = options
      const lines = [content]
      await askBySheet(phone, { api: 'sendSms', title: phoneNumber, lines, choices: ['发送'] })
      effects.add('sendSms', options)
    },
    scanCode: async () => {
      const { fields } = await askBySheet(phone, {
        api: 'scanCode',
        title: '扫一扫',
        lines: [],
        fields: [{ name: 'result', label: '码的内容', value: person.scanned.result }],
        choices: ['扫码'],
      })
      const { result = '' } = fields
      const { scanType } = person.scanned
      return { result, scanType, charSet: 'UTF-8', path: '', rawData: btoa(encodeURI(result)) }
    },
  })
}
