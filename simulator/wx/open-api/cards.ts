import { defineApis } from '../apis.ts'
import type { Context } from '../context.ts'
import { requireParameters } from '../parameters.ts'
import { askBySheet, showSheet } from '../sheet.ts'

/**
 * Cards and coupons in the person's card wallet.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/open-api/card/wx.addCard.html
 */
export const cardApis = (phone: Context) =>
  defineApis(phone, {
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
  })
