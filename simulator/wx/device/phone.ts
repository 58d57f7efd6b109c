import { defineApis } from '../apis.ts'
import type { Context } from '../context.ts'
import { requireScope } from '../open-api/scope.ts'
import { requireParameters } from '../parameters.ts'
import { askBySheet } from '../sheet.ts'

/**
 * Actions of the person beside the mini-program: calls, scans, looks into the address
 * book. Each opens a window that a person answers.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/device/phone/wx.makePhoneCall.html
 */
export function phoneApis(phone: Context) {
  const { effects, person, privacy } = phone
  const save = async (api: string, scope: string, title: string, line: string, options: object) => {
    await privacy.require(phone, api)
    await requireScope(phone, scope)
    await askBySheet(phone, { api, title, lines: [line], choices: ['确定'] })
    effects.add(api, options)
  }
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
    chooseContact: async () => {
      await privacy.require(phone, 'chooseContact')
      const { displayName, phoneNumber } = person.contact
      const { fields } = await askBySheet(phone, {
        api: 'chooseContact',
        title: '选择联系人',
        lines: [displayName],
        fields: [{ name: 'phoneNumber', label: '号码', value: phoneNumber }],
        choices: ['确定'],
      })
      const { phoneNumber: chosen = '' } = fields
      return { displayName, phoneNumber: chosen, phoneNumberList: chosen }
    },
    addPhoneContact: async (options) => {
      requireParameters(options, { firstName: 'String' })
      const line = `${options.firstName} ${options.mobilePhoneNumber ?? ''}`
      await save('addPhoneContact', 'scope.addPhoneContact', '添加到通讯录', line, options)
    },
    addPhoneCalendar: async (options) => {
      requireParameters(options, { title: 'String', startTime: 'Number' })
      const { title } = options
      await save('addPhoneCalendar', 'scope.addPhoneCalendar', '添加到日历', title, options)
    },
    addPhoneRepeatCalendar: async (options) => {
      requireParameters(options, { title: 'String', startTime: 'Number' })
      const { title } = options
      await save('addPhoneRepeatCalendar', 'scope.addPhoneCalendar', '添加到日历', title, options)
    },
  })
}
