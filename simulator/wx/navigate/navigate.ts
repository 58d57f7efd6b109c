import { defineApis } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { requireParameters } from '../parameters.ts'
import { askBySheet } from '../sheet.ts'

/**
 * Leaving for another mini-program: the person is asked, then this one goes into the background.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/navigate/wx.navigateToMiniProgram.html
 */
export function navigateApis(phone: Context) {
  const { app, effects } = phone
  const open = async (api: string, options: { appId?: string; path?: string }) => {
    const { appId = '', path = '' } = options
    await askBySheet(phone, {
      api,
      title: '即将打开其他小程序',
      lines: [`appId: ${appId}`, ...(path ? [`path: ${path}`] : [])],
      choices: ['允许'],
    })
    effects.add(api, options)
    leave(phone)
  }
  return defineApis(phone, {
    navigateToMiniProgram: async (options) => {
      const { appId, shortLink } = options
      if (!shortLink) requireParameters(options, { appId: 'String' })
      await open('navigateToMiniProgram', { ...options, appId: appId ?? shortLink ?? '' })
    },
    openEmbeddedMiniProgram: async (options) => {
      if (!options.shortLink) requireParameters(options, { appId: 'String' })
      await open('openEmbeddedMiniProgram', options)
    },
    navigateBackMiniProgram: (options) => {
      if (app.launchOptions.referrerInfo?.appId === undefined) {
        throw new ApiFailure('not opened by another mini-program')
      }
      effects.add('navigateBackMiniProgram', options)
      leave(phone)
    },
    exitMiniProgram: (_options, call) => {
      if (!call.byTap) throw new ApiFailure('can only be invoked by user TAP gesture.')
      effects.add('exitMiniProgram')
      leave(phone)
    },
    restartMiniProgram: (options) => {
      requireParameters(options, { path: 'String' })
      effects.add('restartMiniProgram', options)
      phone.restart()
    },
  })
}

/** The mini-program goes into the background, its page first. */
function leave({ app, pages }: Context) {
  pages.current?.lifecycle('onHide')
  app.hide()
}
