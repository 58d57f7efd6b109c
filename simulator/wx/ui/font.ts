import { defineApis } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { requireParameters } from '../parameters.ts'

/**
 * Fonts from the network, for every page.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/ui/font/wx.loadFontFace.html
 */
export function fontApis(phone: Context) {
  const { host, effects } = phone
  const load = async (family: string, source: string) => {
    effects.add('loadFontFace', { family, source })
    await host.loadFont?.(family, source).catch(() => {
      throw new ApiFailure(`load font failed: ${source}`)
    })
    return { status: 'loaded' }
  }
  return defineApis(phone, {
    loadFontFace: (options) => {
      requireParameters(options, { family: 'String', source: 'String' })
      return load(options.family, options.source)
    },
  })
}
