import { defineApis } from '../apis.ts'
import type { Context } from '../context.ts'
import { requireParameters } from '../parameters.ts'
import { askBySheet } from '../sheet.ts'
import { requireScope } from './scope.ts'

/**
 * Data the person keeps in WeChat and may hand over: an address, an invoice, a licence plate, steps.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/open-api/address/wx.chooseAddress.html
 */
export function walletApis(phone: Context) {
  const { person, privacy, platform } = phone
  return defineApis(phone, {
    checkIsAddedToMyMiniProgram: () => ({ added: person.hasAdded }),
    chooseAddress: async () => {
      await privacy.require(phone, 'chooseAddress')
      const { userName, telNumber, provinceName, cityName, countyName, detailInfo } = person.address
      const { fields } = await askBySheet(phone, {
        api: 'chooseAddress',
        title: '选择收货地址',
        lines: [`${provinceName}${cityName}${countyName}`],
        fields: [
          { name: 'userName', label: '收货人', value: userName },
          { name: 'telNumber', label: '手机号', value: telNumber },
          { name: 'detailInfo', label: '详细地址', value: detailInfo },
        ],
        choices: ['使用'],
      })
      const address = { ...person.address, ...fields }
      return { ...address, detailInfoNew: address.detailInfo }
    },
    chooseInvoiceTitle: async () => {
      await privacy.require(phone, 'chooseInvoiceTitle')
      const { title } = person.invoice
      const lines = [person.invoice.taxNumber]
      await askBySheet(phone, { api: 'chooseInvoiceTitle', title, lines, choices: ['使用'] })
      return { telephone: '', bankName: '', bankAccount: '', ...person.invoice }
    },
    chooseInvoice: async () => {
      await privacy.require(phone, 'chooseInvoice')
      const { title } = person.invoice
      await askBySheet(phone, { api: 'chooseInvoice', title, lines: [], choices: ['使用'] })
      return { invoiceInfo: JSON.stringify([{ cardId: '', encryptCode: '' }]) }
    },
    chooseLicensePlate: async () => {
      await privacy.require(phone, 'chooseLicensePlate')
      const { licensePlate: plateNumber } = person
      await askBySheet(phone, {
        api: 'chooseLicensePlate',
        title: '选择车牌',
        lines: [plateNumber],
        choices: ['使用'],
      })
      return { plateNumber }
    },
    getWeRunData: async () => {
      await privacy.require(phone, 'getWeRunData')
      await requireScope(phone, 'scope.werun')
      return platform.weRunData(person.steps)
    },
    authorizeForMiniProgram: async (options) => {
      requireParameters(options, { scope: 'String' })
      await requireScope(phone, options.scope)
    },
  })
}
