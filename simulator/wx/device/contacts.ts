import { defineApis } from '../apis.ts'
import type { Context } from '../context.ts'
import { requireScope } from '../open-api/scope.ts'
import { requireParameters } from '../parameters.ts'
import { askBySheet } from '../sheet.ts'

/**
 * The phone's address book and calendar. Each entry opens a window that a person answers.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/device/contact/wx.addPhoneContact.html
 */
export function contactApis(phone: Context) {
  const { effects, person, privacy } = phone
  const save = async (api: string, scope: string, title: string, line: string, options: object) => {
    await privacy.require(phone, api)
    await requireScope(phone, scope)
    await askBySheet(phone, { api, title, lines: [line], choices: ['确定'] })
    effects.add(api, options)
  }
  return defineApis(phone, {
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
