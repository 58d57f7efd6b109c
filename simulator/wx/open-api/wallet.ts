import { defineApis } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { requireParameters } from '../parameters.ts'
import { askBySheet, showSheet } from '../sheet.ts'
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
    addCard: async (options) => {
      requireParameters(options, { cardList: 'Array' })
      const lines = options.cardList.map(({ cardId }) => cardId)
      await askBySheet(phone, { api: 'addCard', title: '领取卡券', lines, choices: ['领取'] })
      return { cardList: options.cardList.map((card) => ({ ...card, code: '', isSuccess: true })) }
    },
    openCard: async (options) => {
      requireParameters(options, { cardList: 'Array' })
      const lines = options.cardList.map(({ cardId }) => cardId)
      void showSheet(phone, { api: 'openCard', title: '卡券', lines })
    },
    authorizeForMiniProgram: async (options) => {
      requireParameters(options, { scope: 'String' })
      await requireScope(phone, options.scope)
    },
    checkIsSupportSoterAuthentication: () => ({ supportMode: ['fingerPrint'] }),
    checkIsSoterEnrolledInDevice: ({ checkAuthMode }) => ({
      isEnrolled: checkAuthMode === 'fingerPrint',
    }),
    startSoterAuthentication: async (options) => {
      requireParameters(options, { requestAuthModes: 'Array', challenge: 'String' })
      if (!options.requestAuthModes.includes('fingerPrint')) {
        throw new ApiFailure('device not support such mode')
      }
      await askBySheet(phone, {
        api: 'startSoterAuthentication',
        title: options.authContent ?? '请验证指纹',
        lines: [],
        choices: ['验证'],
      })
      const resultJSON = JSON.stringify({ raw: options.challenge, fid: '' })
      return { authMode: 'fingerPrint', errCode: 0, resultJSON, resultJSONSignature: '' }
    },
  })
}
