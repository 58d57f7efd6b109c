import { defineApis } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { requireParameters } from '../parameters.ts'
import { askBySheet } from '../sheet.ts'

/**
 * Biometric authentication (SOTER): this phone has a fingerprint reader and no other sensor.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/open-api/soter/wx.startSoterAuthentication.html
 */
export const soterApis = (phone: Context) =>
  defineApis(phone, {
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
